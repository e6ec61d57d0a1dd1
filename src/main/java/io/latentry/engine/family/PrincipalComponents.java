package io.latentry.engine.family;

import io.latentry.engine.layer.Initial;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.Capability;
import io.latentry.model.DatasetFacts;
import io.latentry.model.Hyperparameter;
import io.latentry.model.Hyperparameters;
import io.latentry.model.InvalidInputException;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final int LEAST_BATCH = 8;
    private static final int MOST_BATCH = 256;
    private static final int MOST_BATCH_VALUES = 1 << 19;

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
            # z = W (x − μ), and if it is whitened z / √λ
            def code(self, x: Tensor, p: List[Tensor]) -> Tensor:
              z = torch.matmul(torch.flatten(x, 1) - <mean>, torch.t(<components>))
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

    /** The loss of an epoch is the mean square of what those before it cannot tell; the last one's, of what the code loses. */
    private static final String FITTING = """
            # The first epoch: μ = 1/n Σᵢ xᵢ. Then, with c = x − μ, those that spread() is for; and one that measures. All in place,
            # for large arrays that come and go tear the memory to pieces.
            def step(self, x: Tensor, labels: Tensor, p: List[Tensor], epoch: int, seed: int) -> List[Tensor]:
              c = torch.flatten(x, 1).to(7)
              if epoch == 1:
                torch.add_(<count>, c.size(0))
                torch.add_(<sum>, torch.sum(c, [0]))
              else:
                torch.sub_(c, <sum> / <count>)
              if epoch == 2:
                torch.add_(<total>, self.squares(c))
              if epoch > 1 and epoch < LAST:
                self.spread(c, p)
              if epoch == LAST:
                w = <components>.to(7)
                torch.addmm_(c, torch.matmul(c, torch.t(w)), w, alpha=-1)
              return [(self.squares(c) / (c.size(0) * c.size(1))).to(6)]

            def squares(self, c: Tensor) -> Tensor:
              values = torch.flatten(c)
              return torch.dot(values, values)

            def finish(self, p: List[Tensor], epoch: int, seed: int) -> int:
              if epoch == 1:
                torch.copy_(<mean>, <sum> / <count>)
                return self.prepare_spread(p, seed)
              if epoch < LAST - 1:
                return self.refine(p)
              if epoch == LAST - 1:
                return self.solve(p)
              return 0

            # Eigenvectors in rows, the greatest eigenvalue last; in each the value of the largest magnitude is made positive.
            def keep(self, values: Tensor, vectors: Tensor, p: List[Tensor]) -> int:
              n = vectors.size(0)
              k = <components>.size(0)
              w = torch.flip(torch.slice(vectors, 0, n - k, n, 1), [0])
              w = w * torch.sign(torch.gather(w, 1, torch.argmax(torch.abs(w), 1, True)))
              v = torch.flip(torch.slice(values, 0, n - k, n, 1), [0]) / torch.clamp(<count> - 1, 1.0)
              torch.copy_(<components>, w)
              torch.copy_(<explained_variance>, torch.clamp(v, 0.0))
              return 0

            # Σ λ of the code over Σ λ of all
            def figures(self, p: List[Tensor]) -> Tensor:
              all = <total> / torch.clamp(<count> - 1, 1.0)
              return torch.sum(<explained_variance>).to(7) / torch.clamp(all, 1e-300)
            """;

    /** C = Σᵢ cᵢ cᵢᵀ = (n − 1) Σⱼ λⱼ wⱼ wⱼᵀ. */
    private static final String EXACT = """
            def prepare_spread(self, p: List[Tensor], seed: int) -> int:
              return 0

            def spread(self, c: Tensor, p: List[Tensor]) -> int:
              torch.addmm_(<scatter>, torch.t(c), c)
              return 0

            def refine(self, p: List[Tensor]) -> int:
              return 0

            def solve(self, p: List[Tensor]) -> int:
              values, vectors = torch.linalg_eigh(<scatter>, "L")
              return self.keep(values, torch.t(vectors), p)
            """;

    /**
     * Halko, Martinsson and Tropp 2011, "Finding Structure with Randomness", algorithm 4.4: Q spans C Q of the pass before,
     * from a random beginning on. Its last step is Rayleigh's and Ritz's: the eigenvectors of Qᵀ C Q, seen through Q.
     */
    private static final String RANDOMIZED = """
            def prepare_spread(self, p: List[Tensor], seed: int) -> int:
              g = torch.Generator(device=torch.device("cpu"), seed=seed)
              torch.copy_(<image>, torch.randn(<image>.size(), generator=g, dtype=7))
              return self.refine(p)

            def spread(self, c: Tensor, p: List[Tensor]) -> int:
              q = torch.matmul(c, <range>)
              torch.addmm_(<image>, torch.t(c), q)
              torch.addmm_(c, q, torch.t(<range>), alpha=-1)
              return 0

            def refine(self, p: List[Tensor]) -> int:
              q, r = torch.linalg_qr(<image>, "reduced")
              torch.copy_(<range>, q)
              torch.zero_(<image>)
              return 0

            def solve(self, p: List[Tensor]) -> int:
              c = torch.matmul(torch.t(<range>), <image>)
              values, vectors = torch.linalg_eigh((c + torch.t(c)) / 2, "L")
              return self.keep(values, torch.t(torch.matmul(<range>, vectors)), p)
            """;

    @Override
    public String name() {
        return "pca";
    }

    @Override
    public String description() {
        return "Finds the directions in which items vary most. The best linear code of its size, and the floor for all others.";
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
    public NetworkDescription network(ModelConfig config, String freeze) {
        Hyperparameters settings = Hyperparameters.restore(DECLARED, config.hyperparameters());
        ItemShape shape = config.shape();
        int latent = settings.get(LATENT_SIZE);
        boolean whiten = settings.get(WHITEN);
        String maths = MATHS.replace("ENCODED", whiten ? "z * self.whitening(<explained_variance>)" : "z")
                .replace("DECODED", whiten ? "z * torch.sqrt(<explained_variance>)" : "z")
                .replace(
                        "SHAPE",
                        shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        return Assembly.of(
                shape.isImage() ? Units.UNCHANGED : Units.STANDARDISED,
                shape,
                List.of(),
                List.of(
                        array("mean", shape.size()),
                        array("components", latent, shape.size()),
                        array("explained_variance", latent)),
                maths,
                List.of("loss"));
    }

    private static Parameter array(String name, Integer... shape) {
        return new Parameter(name, List.of(shape), Initial.ZEROS);
    }

    @Override
    public Optional<Fitting> fitting(ModelConfig config) {
        Hyperparameters settings = Hyperparameters.restore(DECLARED, config.hyperparameters());
        ItemShape shape = config.shape();
        int size = shape.size();
        boolean exact = isExact(shape, settings);
        int range = (int) rangeSize(shape, settings);
        List<Parameter> working = exact
                ? List.of(array("count", 1), array("sum", size), array("total", 1), array("scatter", size, size))
                : List.of(
                        array("count", 1),
                        array("sum", size),
                        array("total", 1),
                        array("range", size, range),
                        array("image", size, range));
        int epochs = exact ? 3 : 3 + settings.get(POWER_ITERATIONS);
        String source = (FITTING + "\n" + (exact ? EXACT : RANDOMIZED)).replace("LAST", String.valueOf(epochs));
        return Optional.of(new Fitting(
                working,
                Assembly.fitting(network(config), working, source),
                List.of("train.explainedVariance"),
                0,
                epochs,
                Math.max(LEAST_BATCH, Math.min(MOST_BATCH, MOST_BATCH_VALUES / size)),
                false,
                0,
                0));
    }
}
