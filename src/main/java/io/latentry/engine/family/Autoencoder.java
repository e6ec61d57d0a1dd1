package io.latentry.engine.family;

import io.latentry.engine.layer.Sequential;
import io.latentry.model.Capability;
import io.latentry.model.DatasetFacts;
import io.latentry.model.Hyperparameter;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Precision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An autoencoder (Hinton and Salakhutdinov 2006, "Reducing the Dimensionality of Data with Neural Networks"): the code z =
 * f(x) is narrow, and f and g are trained so that g(z) is close to x.
 */
final class Autoencoder implements Family {

    private static final Hyperparameter<List<Integer>> HIDDEN = Settings.hidden(List.of(256), List.of(32, 64));

    private static final Hyperparameter<Integer> LATENT_SIZE = Settings.latentSize(32);

    private static final Hyperparameter<String> LOSS = Hyperparameter.of(
            "loss",
            Hyperparameter.choice("mse", "bce"),
            "mse",
            "mse: the mean squared error; bce: the binary cross-entropy, of values in [0, 1]. Both per value.");

    private static final List<Hyperparameter<?>> DECLARED = Settings.with(HIDDEN, Settings.STRIDES, LATENT_SIZE, LOSS);

    private static final String MATHS = """
            def code(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return self.encoder(x, p)

            # mse = 1/D ‖g(f(x)) − x‖²;  bce = −1/D Σᵢ xᵢ log yᵢ + (1 − xᵢ) log(1 − yᵢ)
            def losses(self, x: Tensor, labels: Tensor, p: List[Tensor], seed: int, training: bool) -> List[Tensor]:
              y = self.decoder(self.encoder(x, p), p)
              return [LOSS]

            def disturb(self, x: Tensor, seed: int) -> Tensor:
              return x
            """;

    @Override
    public String name() {
        return "autoencoder";
    }

    @Override
    public String description() {
        return "Learns a narrow code from which items can be reconstructed. For compression, search and anomaly scores.";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.ENCODE, Capability.RECONSTRUCT);
    }

    @Override
    public List<Hyperparameter<?>> hyperparameters() {
        return DECLARED;
    }

    @Override
    public ModelConfig design(DatasetFacts facts, Map<String, ? extends @Nullable Object> given) {
        Hyperparameters settings = Hyperparameters.resolve(DECLARED, facts, given);
        Planning.requireUnitIntervalImages(facts);
        if (settings.get(LOSS).equals("bce")) {
            Planning.requireUnitInterval(facts, "loss bce");
        }
        return Planning.config(this, facts.shape(), List.of(settings.get(LATENT_SIZE)), settings);
    }

    @Override
    public NetworkDescription network(ModelConfig config, String freeze, Precision precision) {
        Hyperparameters settings = Hyperparameters.restore(DECLARED, config.hyperparameters());
        ItemShape shape = config.shape();
        boolean bce = settings.get(LOSS).equals("bce");
        Units units = shape.isImage() || bce ? Units.UNIT_INTERVAL : Units.STANDARDISED;
        Body body = Body.of(settings, shape, settings.get(HIDDEN), precision);
        Sequential encoder = body.encoder(settings.get(LATENT_SIZE));
        String loss = bce
                ? "torch.binary_cross_entropy_with_logits(y, x, None, None, 1)"
                : "torch.mse_loss(self.activate(y), x, 1)";
        return Assembly.of(
                units,
                shape,
                List.of(encoder, body.decoder(settings.get(LATENT_SIZE))),
                MATHS.replace("LOSS", loss),
                List.of("loss"));
    }
}
