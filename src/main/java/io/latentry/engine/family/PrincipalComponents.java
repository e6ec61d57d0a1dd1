package io.latentry.engine.family;

import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.family.FittedLayers.Step;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.Capability;
import io.latentry.model.DatasetFacts;
import io.latentry.model.Hyperparameter;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Precision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Principal component analysis (Hotelling 1933, "Analysis of a Complex of Statistical Variables into Principal
 * Components"): of all linear codes of their size, z = W (x − μ) loses least. The rows of W {@code [latent, values]} are the
 * eigenvectors of the covariance with the largest eigenvalues λ.
 */
final class PrincipalComponents implements Family {

    /** The covariance of so many values takes 128 MiB, and its eigenvectors a minute. */
    private static final int MOST_EXACT = 4_096;

    /** Directions beyond those asked for, which let the randomized ones converge. */
    private static final int OVERSAMPLING = 16;

    /** Of the randomized solver's arrays; 1 GiB each. */
    private static final long MOST_RANGE = 1L << 27;

    private static final int DEFAULT_LATENT_SIZE = 32;

    private static final Hyperparameter<Integer> LATENT_SIZE = new Hyperparameter<>(
            "latentSize",
            Hyperparameter.integer(1, 16_384),
            (facts, earlier) -> Math.min(DEFAULT_LATENT_SIZE, rank(facts)),
            DEFAULT_LATENT_SIZE + ", or as many as there are items or values",
            "Numbers in a code; at most as many as there are items, and values of an item.");

    private static final Hyperparameter<Boolean> WHITEN = Hyperparameter.of(
            "whiten", Hyperparameter.flag(), false, "Whether each number of a code is divided by its deviation.");

    private static final Hyperparameter<String> SOLVER = Hyperparameter.of(
            "solver",
            Hyperparameter.choice("auto", "exact", "randomized"),
            "auto",
            "exact: by the covariance of items of at most " + MOST_EXACT
                    + " values; randomized: of any size; auto: exact where it can be.");

    private static final Hyperparameter<Integer> POWER_ITERATIONS = Hyperparameter.of(
            "powerIterations",
            Hyperparameter.integer(0, 100),
            4,
            "Further passes over the items that make the randomized solver more exact.");

    private static final List<Hyperparameter<?>> DECLARED = List.of(LATENT_SIZE, WHITEN, SOLVER, POWER_ITERATIONS);

    private static final String MATHS = """
            def centred(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return torch.flatten(x, 1) - <mean>

            # z = W (x − μ), and if it is whitened z / √λ
            def code(self, x: Tensor, p: List[Tensor]) -> Tensor:
              z = torch.matmul(self.centred(x, p), torch.t(<components>))
              return ENCODED

            # x = Wᵀ z + μ
            def decoder(self, z: Tensor, p: List[Tensor]) -> Tensor:
              return torch.reshape(torch.matmul(DECODED, <components>) + <mean>, [-1, SHAPE])

            # 1/√λ, and 0 of directions without variance, where there is only noise to divide
            def whitening(self, v: Tensor) -> Tensor:
              return torch.where(v > 1e-10 * v[0], torch.rsqrt(v), torch.zeros_like(v))

            def losses(self, x: Tensor, labels: Tensor, p: List[Tensor], seed: int, training: bool) -> List[Tensor]:
              return [torch.mse_loss(self.decoder(self.code(x, p), p), x, 1)]

            def disturb(self, x: Tensor, seed: int) -> Tensor:
              return x
            """;

    @Override
    public String name() {
        return "pca";
    }

    @Override
    public String description() {
        return "Finds the directions in which items vary most. The best linear code of its size, and the floor for all"
                + " others.";
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
        if (settings.get(LATENT_SIZE) > rank(facts)) {
            throw InvalidInputException.field(
                    "hyperparameters.latentSize",
                    "must be at most %d: there are %d items of %d values"
                            .formatted(
                                    rank(facts),
                                    facts.trainCount(),
                                    facts.shape().size()));
        }
        return config(facts.shape(), settings);
    }

    private static int rank(DatasetFacts facts) {
        return Math.min(facts.trainCount(), facts.shape().size());
    }

    /** How many items it was fitted to is not told by the configuration. */
    @Override
    public ModelConfig replan(ModelConfig config, DatasetFacts facts) {
        return plan(
                new DatasetFacts(
                        facts.shape(), facts.elementType(), Integer.MAX_VALUE, 0, facts.minimum(), facts.maximum()),
                config.hyperparameters());
    }

    private ModelConfig config(ItemShape shape, Hyperparameters settings) {
        if (settings.get(SOLVER).equals("exact") && shape.size() > MOST_EXACT) {
            throw InvalidInputException.field(
                    "hyperparameters.solver",
                    "must be auto or randomized, because items have more than " + MOST_EXACT + " values");
        }
        if (!isExact(shape, settings) && rangeSize(shape, settings) * shape.size() > MOST_RANGE) {
            throw InvalidInputException.field(
                    "hyperparameters.latentSize",
                    "must be at most %d for items of so many values"
                            .formatted(Math.max(1, MOST_RANGE / shape.size() - OVERSAMPLING)));
        }
        return Planning.config(this, shape, List.of(settings.get(LATENT_SIZE)), settings);
    }

    private static boolean isExact(ItemShape shape, Hyperparameters settings) {
        return !settings.get(SOLVER).equals("randomized") && shape.size() <= MOST_EXACT;
    }

    private static long rangeSize(ItemShape shape, Hyperparameters settings) {
        return Math.min(shape.size(), settings.get(LATENT_SIZE) + OVERSAMPLING);
    }

    @Override
    public NetworkDescription network(ModelConfig config, String freeze, Precision precision) {
        Hyperparameters settings = Hyperparameters.restore(DECLARED, config.hyperparameters());
        ItemShape shape = config.shape();
        int latent = settings.get(LATENT_SIZE);
        boolean whiten = settings.get(WHITEN);
        String maths = MATHS.replace("ENCODED", whiten ? "z * self.whitening(<explained_variance>)" : "z")
                .replace("DECODED", whiten ? "z * torch.sqrt(<explained_variance>)" : "z");
        return Assembly.fitted(
                shape,
                List.of(
                        Parameter.zeros("mean", shape.size()),
                        Parameter.zeros("components", latent, shape.size()),
                        Parameter.zeros("explained_variance", latent)),
                maths,
                List.of("loss"));
    }

    @Override
    public EncoderLayers layers(ModelConfig config) {
        return new FittedLayers(
                served(config),
                List.of(
                        Step.of("centred", config.itemShape(), List.of("mean"), "self.centred(x, p)"),
                        Step.of(
                                "components",
                                config.codeShape(),
                                List.of("components", "explained_variance"),
                                "self.code(x, p)")));
    }

    @Override
    public Optional<Fitting> fitting(ModelConfig config) {
        Hyperparameters settings = Hyperparameters.restore(DECLARED, config.hyperparameters());
        ItemShape shape = config.shape();
        PrincipalComponentsFitting fitting = isExact(shape, settings)
                ? PrincipalComponentsFitting.exact(shape.size())
                : PrincipalComponentsFitting.randomized(
                        shape.size(), (int) rangeSize(shape, settings), settings.get(POWER_ITERATIONS));
        return Optional.of(fitting.of(network(config), settings.get(LATENT_SIZE)));
    }
}
