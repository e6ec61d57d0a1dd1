package io.latentry.engine.family;

import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.layer.Sequential;
import io.latentry.model.Capability;
import io.latentry.model.DatasetFacts;
import io.latentry.model.Hyperparameter;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Noise;
import io.latentry.model.Precision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A denoising autoencoder (Vincent et al. 2010, "Stacked Denoising Autoencoders"): the input is corrupted anew at every
 * step, and the target is the clean item. The code may be wider than the item, since copying the input does not pay.
 */
final class DenoisingAutoencoder implements Family {

    private static final Hyperparameter<List<Integer>> HIDDEN = Settings.hidden(List.of(1024), List.of(32, 64));

    private static final Hyperparameter<String> CODE = Hyperparameter.of(
            "code",
            Hyperparameter.choice("features", "dense"),
            "features",
            "features: the last hidden layer is the code, wide or spatial; dense: a further layer of latentSize is.");

    private static final Hyperparameter<Integer> LATENT_SIZE = Hyperparameter.of(
            "latentSize", Hyperparameter.integer(1, 16_384), 64, "Numbers in a code, if it is dense.");

    private static final Hyperparameter<String> NOISE = Hyperparameter.of(
            "noise",
            Hyperparameter.choice(Noise.KINDS.toArray(String[]::new)),
            "gaussian",
            "gaussian: added to every value; masking: a share of the values is set to 0 (dropout on the input layer);"
                    + " salt-and-pepper: a share of the values is set to the least or the greatest.");

    private static final Hyperparameter<Double> NOISE_LEVEL = Hyperparameter.of(
            "noiseLevel",
            Hyperparameter.real(0, 10),
            0.5,
            "Standard deviation of Gaussian noise, or the share of values; of images in [0, 1], of standardised vectors.");

    private static final List<Hyperparameter<?>> DECLARED =
            Settings.with(HIDDEN, Settings.STRIDES, CODE, LATENT_SIZE, NOISE, NOISE_LEVEL);

    private static final String MATHS = """
            def code(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return self.encoder(x, p)

            # 1/D ‖g(f(x̃)) − x‖² with x̃ ~ q(x̃|x)
            def losses(self, x: Tensor, labels: Tensor, p: List[Tensor], seed: int, training: bool) -> List[Tensor]:
              y = self.activate(self.decoder(self.encoder(self.disturb(x, seed), p), p))
              return [torch.mse_loss(y, x, 1)]

            def disturb(self, x: Tensor, seed: int) -> Tensor:
              g = torch.Generator(device=torch.device("cpu"), seed=seed)
            """;

    /** A noisy picture is still one: its values stay in [0, 1]. */
    private static final Map<String, String> NOISES = Map.of("gaussian", """
              return CLIPPED(x + LEVEL * torch.randn(x.size(), generator=g)BOUNDS)
            """, "masking", """
              return torch.where(torch.rand(x.size(), generator=g) < LEVEL, torch.zeros_like(x), x)
            """, "salt-and-pepper", """
              u = torch.rand(x.size(), generator=g)
              x = torch.where(u < LEVEL, torch.full_like(x, GREATEST), x)
              return torch.where(u < LEVEL / 2, torch.full_like(x, LEAST), x)
            """);

    @Override
    public String name() {
        return "denoising-autoencoder";
    }

    @Override
    public String description() {
        return "Learns to restore items from corrupted ones. For cleaning data, and for codes that noise does not move.";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.ENCODE, Capability.RECONSTRUCT, Capability.DENOISE);
    }

    @Override
    public List<Hyperparameter<?>> hyperparameters() {
        return DECLARED;
    }

    @Override
    public ModelConfig design(DatasetFacts facts, Map<String, ? extends @Nullable Object> given) {
        Hyperparameters settings = Hyperparameters.resolve(DECLARED, facts, given);
        Planning.requireUnitIntervalImages(facts);
        if (!settings.get(NOISE).equals("gaussian") && settings.get(NOISE_LEVEL) > 1) {
            throw InvalidInputException.field(
                    "hyperparameters.noiseLevel", "must be at most 1, being a share of values");
        }
        if (isFeatures(settings) && settings.get(HIDDEN).isEmpty()) {
            throw InvalidInputException.field("hyperparameters.hidden", "must have an entry, which is the code");
        }
        return Planning.config(
                this,
                facts.shape(),
                encoder(settings, facts.shape(), Precision.FLOAT32).outputShape(),
                settings);
    }

    private static boolean isFeatures(Hyperparameters settings) {
        return settings.get(CODE).equals("features");
    }

    private static Sequential encoder(Hyperparameters settings, ItemShape shape, Precision precision) {
        Body body = Body.of(settings, shape, settings.get(HIDDEN), precision);
        return isFeatures(settings) ? body.features() : body.encoder(settings.get(LATENT_SIZE));
    }

    @Override
    public NetworkDescription network(ModelConfig config, String freeze, Precision precision) {
        Hyperparameters settings = Hyperparameters.restore(DECLARED, config.hyperparameters());
        ItemShape shape = config.shape();
        Units units = shape.isImage() ? Units.UNIT_INTERVAL : Units.STANDARDISED;
        Body body = Body.of(settings, shape, settings.get(HIDDEN), precision);
        Sequential decoder = isFeatures(settings) ? body.fromFeatures() : body.decoder(settings.get(LATENT_SIZE));
        return Assembly.of(
                units,
                shape,
                List.of(encoder(settings, shape, precision), decoder),
                maths(settings, units),
                List.of("loss"));
    }

    private static String maths(Hyperparameters settings, Units units) {
        return (MATHS + NOISES.get(settings.get(NOISE)))
                .replace("CLIPPED", units == Units.UNIT_INTERVAL ? "torch.clamp" : "")
                .replace("BOUNDS", units == Units.UNIT_INTERVAL ? ", 0.0, 1.0" : "")
                .replace("LEVEL", settings.get(NOISE_LEVEL).toString())
                .replace("GREATEST", String.valueOf(units.greatest()))
                .replace("LEAST", String.valueOf(units.least()));
    }
}
