package io.latentry.engine.family;

import io.latentry.engine.layer.Linear;
import io.latentry.engine.layer.Parameter;
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
 * A variational autoencoder (Kingma and Welling 2014, "Auto-Encoding Variational Bayes"; β after Higgins et al. 2017): the
 * encoder gives q(z|x) = N(μ, diag σ²), the prior is N(0, I), and what is minimised is the negative evidence lower bound
 * in nats, summed over dimensions and averaged over items.
 */
final class VariationalAutoencoder implements Family {

    static final String NAME = "vae";

    private static final Hyperparameter<List<Integer>> HIDDEN = Settings.hidden(List.of(400), List.of(32, 64));

    private static final Hyperparameter<Integer> LATENT_SIZE = Settings.latentSize(20);

    private static final Hyperparameter<String> LIKELIHOOD = new Hyperparameter<>(
            "likelihood",
            Hyperparameter.choice("bernoulli", "gaussian"),
            (facts, earlier) -> facts.shape().isImage() ? "bernoulli" : "gaussian",
            "bernoulli (images), gaussian (vectors)",
            "p(x|z): bernoulli, of values in [0, 1]; gaussian, with σ = 1 unless it is learned.");

    /** Standardised rows have a variance of 1 to be explained, of which σ = 1 leaves nothing. */
    private static final Hyperparameter<Boolean> LEARN_SIGMA = new Hyperparameter<>(
            "learnSigma",
            Hyperparameter.flag(),
            (facts, earlier) ->
                    !facts.shape().isImage() && earlier.get(LIKELIHOOD).equals("gaussian"),
            "true (vectors with a Gaussian likelihood), false (others)",
            "Whether the Gaussian likelihood's one σ is learned (Rybkin et al. 2021).");

    private static final Hyperparameter<Double> BETA = Hyperparameter.of(
            "beta", Hyperparameter.real(0, 1e6), 1.0, "Weight of the KL divergence; 1 for the bound itself.");

    private static final List<Hyperparameter<?>> DECLARED =
            Settings.with(HIDDEN, Settings.STRIDES, LATENT_SIZE, LIKELIHOOD, LEARN_SIGMA, BETA);

    private static final Parameter LOG_SIGMA = Parameter.zeros("log_sigma", 1);

    private static final String MATHS = """
            def code(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return self.mean(self.encoder(x, p), p)

            # q(z|x) = N(μ, diag σ²)
            def posterior(self, x: Tensor, p: List[Tensor]) -> Tuple[Tensor, Tensor]:
              h = self.encoder(self.prepare(x, p), p)
              return (self.mean(h, p), self.log_variance(h, p))

            # −ELBO = −E[log p(x|z)] + β KL(q(z|x) ‖ p(z)), with z = μ + σ ⊙ ε, ε ~ N(0, I)
            def losses(self, x: Tensor, labels: Tensor, p: List[Tensor], seed: int, training: bool) -> List[Tensor]:
              g = torch.Generator(device=torch.device("cpu"), seed=seed)
              n = x.size(0)
              h = self.encoder(x, p)
              mu = self.mean(h, p)
              log_variance = self.log_variance(h, p)
              z = mu + torch.exp(0.5 * log_variance) * torch.randn(mu.size(), generator=g)
              y = self.decoder(z, p)
              reconstruction = torch.sum(self.costs(y, x, p)) / n
              kl = torch.sum(self.divergences(mu, log_variance)) / n
              return [reconstruction + BETA * kl, reconstruction, kl]

            def disturb(self, x: Tensor, seed: int) -> Tensor:
              return x

            # −log p(x|z) of one z for each item, and KL(q(z|x) ‖ p(z))
            def bound(self, x: Tensor, seed: Tensor, p: List[Tensor]) -> Tensor:
              g = torch.Generator(device=torch.device("cpu"), seed=int(seed))
              mu, log_variance = self.posterior(x, p)
              z = mu + torch.exp(0.5 * log_variance) * torch.randn(mu.size(), generator=g)
              kl = torch.sum(self.divergences(mu, log_variance), [1])
              return torch.stack([self.cost(self.decoder(z, p), self.prepare(x, p), p), kl], 1)

            # log 1/k Σᵢ wᵢ with wᵢ = p(x|zᵢ) p(zᵢ) / q(zᵢ|x); the sum grows by as many draws as are decoded at once
            def estimate(self, x: Tensor, draws: Tensor, seed: Tensor, p: List[Tensor]) -> Tensor:
              g = torch.Generator(device=torch.device("cpu"), seed=int(seed))
              n = x.size(0)
              k = int(draws)
              group = max(1, MOST_ITEMS // n)
              mu, log_variance = self.posterior(x, p)
              x = self.prepare(x, p)
              log_sum = torch.full([n], -inf)
              for i in range(0, k, group):
                e = torch.randn([min(group, k - i), n, mu.size(1)], generator=g)
                log_weights = self.log_weights(x, mu, log_variance, e, p)
                log_sum = torch.logaddexp(log_sum, torch.logsumexp(log_weights, [0]))
              return log_sum - torch.log(draws)

            # log w = log p(x|z) + ½ Σⱼ εⱼ² + log σⱼ² − zⱼ², for each draw and item
            def log_weights(self, x: Tensor, mu: Tensor, log_variance: Tensor, e: Tensor, p: List[Tensor]) -> Tensor:
              z = mu + torch.exp(0.5 * log_variance) * e
              y = self.decoder(torch.flatten(z, 0, 1), p)
              repeated = torch.flatten(torch.expand(x, torch.add([e.size(0)], x.size())), 0, 1)
              cost = torch.reshape(self.cost(y, repeated, p), [e.size(0), e.size(1)])
              return 0.5 * torch.sum(e * e + log_variance - z * z, [2]) - cost

            # KL = Σⱼ ½ (μⱼ² + σⱼ² − 1 − log σⱼ²), the summands
            def divergences(self, mu: Tensor, log_variance: Tensor) -> Tensor:
              return 0.5 * (mu * mu + torch.exp(log_variance) - 1 - log_variance)

            # −log p(x|z), one for each item
            def cost(self, y: Tensor, x: Tensor, p: List[Tensor]) -> Tensor:
              return torch.sum(torch.flatten(self.costs(y, x, p), 1), [1])

            # Its summands, one for each value of an item
            def costs(self, y: Tensor, x: Tensor, p: List[Tensor]) -> Tensor:
            """;

    /** −xᵢ log yᵢ − (1 − xᵢ) log(1 − yᵢ), of the logits. */
    private static final String BERNOULLI = """
              return torch.binary_cross_entropy_with_logits(y, x, None, None, 0)
            """;

    /** ½ ((xᵢ − yᵢ)/σ)² + log σ + ½ log 2π. */
    private static final String GAUSSIAN = """
              d = (x - self.activate(y)) * torch.exp(-LOG_SIGMA)
              return 0.5 * d * d + LOG_SIGMA + 0.9189385332046727
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
    public NetworkDescription network(ModelConfig config, String freeze, Precision precision) {
        Hyperparameters settings = Hyperparameters.restore(DECLARED, config.hyperparameters());
        ItemShape shape = config.shape();
        Units units = shape.isImage() || isBernoulli(settings) ? Units.UNIT_INTERVAL : Units.STANDARDISED;
        int latent = settings.get(LATENT_SIZE);
        Body body = Body.of(settings, shape, settings.get(HIDDEN), precision);
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
                maths(settings, learned, shape),
                List.of("loss", "reconstruction", "kl"));
    }

    private static String maths(Hyperparameters settings, boolean learned, ItemShape shape) {
        String likelihood = isBernoulli(settings)
                ? BERNOULLI
                : GAUSSIAN.replace("LOG_SIGMA", learned ? "<" + LOG_SIGMA.name() + ">" : "torch.zeros([1])");
        return MATHS.replace("BETA", settings.get(BETA).toString())
                        .replace("MOST_ITEMS", String.valueOf(Family.mostItems(shape)))
                + likelihood;
    }
}
