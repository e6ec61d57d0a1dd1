package io.latentry.engine.family;

import io.latentry.engine.layer.Initial;
import io.latentry.engine.layer.Linear;
import io.latentry.engine.layer.Parameter;
import io.latentry.engine.layer.Sequential;
import io.latentry.model.Capability;
import io.latentry.model.DatasetFacts;
import io.latentry.model.Hyperparameter;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A variational autoencoder (Kingma and Welling 2014, "Auto-Encoding Variational Bayes"; β after Higgins et al. 2017): the
 * encoder gives q(z|x) = N(μ, diag σ²), the prior is N(0, I), and what is minimised is the negative evidence lower bound
 * in nats, summed over dimensions and averaged over items.
 */
final class VariationalAutoencoder implements Family {

    static final String NAME = "vae";

    private static final Hyperparameter<List<Integer>> HIDDEN = Settings.hidden(List.of(400), List.of(32, 64));

    private static final Hyperparameter<Integer> LATENT_SIZE =
            Hyperparameter.of("latentSize", Hyperparameter.integer(1, 16_384), 20, "Numbers in a code.");

    private static final Hyperparameter<String> LIKELIHOOD = new Hyperparameter<>(
            "likelihood",
            Hyperparameter.choice("bernoulli", "gaussian"),
            (facts, earlier) -> facts.shape().isImage() ? "bernoulli" : "gaussian",
            "bernoulli (images), gaussian (vectors)",
            "p(x|z): bernoulli, of values in [0, 1]; gaussian, with σ = 1 unless it is learned.");

    private static final Hyperparameter<Boolean> LEARN_SIGMA = Hyperparameter.of(
            "learnSigma",
            Hyperparameter.flag(),
            false,
            "Whether the Gaussian likelihood's one σ is learned (Rybkin et al. 2021).");

    private static final Hyperparameter<Double> BETA = Hyperparameter.of(
            "beta", Hyperparameter.real(0, 1e6), 1.0, "Weight of the KL divergence; 1 for the bound itself.");

    private static final List<Hyperparameter<?>> DECLARED =
            Settings.with(HIDDEN, LATENT_SIZE, LIKELIHOOD, LEARN_SIGMA, BETA);

    private static final Parameter LOG_SIGMA = new Parameter("log_sigma", List.of(1), Initial.ZEROS);

    private static final String MATHS = """
            def code(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return self.mean(self.encoder(x, p), p)

            # q(z|x) = N(μ, diag σ²)
            def posterior(self, x: Tensor, p: List[Tensor]) -> Tuple[Tensor, Tensor]:
              h = self.encoder(self.prepare(x, p), p)
              return (self.mean(h, p), self.log_variance(h, p))

            # −ELBO = −E[log p(x|z)] + β KL(q(z|x) ‖ p(z)), with z = μ + σ ⊙ ε, ε ~ N(0, I)
            # KL = ½ Σⱼ μⱼ² + σⱼ² − 1 − log σⱼ²
            def losses(self, x: Tensor, labels: Tensor, p: List[Tensor], seed: int, training: bool) -> List[Tensor]:
              g = torch.Generator(device=torch.device("cpu"), seed=seed)
              n = x.size(0)
              h = self.encoder(x, p)
              mu = self.mean(h, p)
              log_variance = self.log_variance(h, p)
              z = mu + torch.exp(0.5 * log_variance) * torch.randn(mu.size(), generator=g)
              y = self.decoder(z, p)
              reconstruction = self.negative_log_likelihood(y, x, p) / n
              kl = 0.5 * torch.sum(mu * mu + torch.exp(log_variance) - 1 - log_variance) / n
              return [reconstruction + BETA * kl, reconstruction, kl]

            def disturb(self, x: Tensor, seed: int) -> Tensor:
              return x

            def negative_log_likelihood(self, y: Tensor, x: Tensor, p: List[Tensor]) -> Tensor:
            """;

    /** −Σᵢ xᵢ log yᵢ + (1 − xᵢ) log(1 − yᵢ), of the logits. */
    private static final String BERNOULLI = """
              return torch.binary_cross_entropy_with_logits(y, x, None, None, 2)
            """;

    /** Σᵢ ½ ((xᵢ − yᵢ)/σ)² + log σ + ½ log 2π. */
    private static final String GAUSSIAN = """
              d = (x - self.activate(y)) * torch.exp(-LOG_SIGMA)
              return torch.sum(0.5 * d * d + LOG_SIGMA + 0.9189385332046727)
            """;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Learns a distribution of codes for every item, and to make new items from codes drawn at random.";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.ENCODE, Capability.RECONSTRUCT, Capability.SAMPLE);
    }

    @Override
    public List<Hyperparameter<?>> hyperparameters() {
        return DECLARED;
    }

    @Override
    public ModelConfig design(DatasetFacts facts, Map<String, ? extends @Nullable Object> given) {
        Hyperparameters settings = Hyperparameters.resolve(DECLARED, facts, given);
        Planning.requireUnitIntervalImages(facts);
        if (isBernoulli(settings)) {
            Planning.requireUnitInterval(facts, "a Bernoulli likelihood");
        }
        return Planning.config(this, facts.shape(), List.of(settings.get(LATENT_SIZE)), settings);
    }

    private static boolean isBernoulli(Hyperparameters settings) {
        return settings.get(LIKELIHOOD).equals("bernoulli");
    }

    @Override
    public NetworkDescription network(ModelConfig config, String freeze) {
        Hyperparameters settings = Hyperparameters.restore(DECLARED, config.hyperparameters());
        ItemShape shape = config.shape();
        Units units = shape.isImage() || isBernoulli(settings) ? Units.UNIT_INTERVAL : Units.STANDARDISED;
        int latent = settings.get(LATENT_SIZE);
        Body body = Body.of(settings, shape, settings.get(HIDDEN));
        List<Integer> features = List.of(body.featureCount());
        boolean learned = !isBernoulli(settings) && settings.get(LEARN_SIGMA);
        return Assembly.of(
                units,
                shape,
                List.of(
                        body.flatFeatures(),
                        Sequential.single("mean", features, new Linear(body.featureCount(), latent)),
                        Sequential.single("log_variance", features, new Linear(body.featureCount(), latent)),
                        body.decoder(latent)),
                learned ? List.of(LOG_SIGMA) : List.of(),
                maths(settings, learned),
                List.of("loss", "reconstruction", "kl"));
    }

    private static String maths(Hyperparameters settings, boolean learned) {
        String likelihood = isBernoulli(settings)
                ? BERNOULLI
                : GAUSSIAN.replace("LOG_SIGMA", learned ? "<" + LOG_SIGMA.name() + ">" : "torch.zeros([1])");
        return MATHS.replace("BETA", settings.get(BETA).toString()) + likelihood;
    }
}
