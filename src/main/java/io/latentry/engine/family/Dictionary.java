package io.latentry.engine.family;

import io.latentry.core.error.ImpossibleException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Online dictionary learning (Mairal, Bach, Ponce and Sapiro 2009, "Online Dictionary Learning for Sparse Coding"): an item is
 * the sum of few atoms, x ≈ Dᵀα, with D {@code [atoms, values]} learned and α = argmin ½‖x − Dᵀα‖² + λ‖α‖₁ + ½λ₂‖α‖² its
 * code. Supervised, it is {@link TaskDriven}.
 */
final class Dictionary implements Family {

    /** Of D in float32; what learning sums takes as much again in float64. */
    private static final long MOST_VALUES = 1L << 26;

    static final Hyperparameter<Integer> ATOMS =
            Hyperparameter.of("atoms", Hyperparameter.integer(1, 2_048), 128, "Atoms, and numbers in a code.");

    private static final Hyperparameter<Double> SPARSITY = Hyperparameter.of(
            "sparsity",
            Hyperparameter.real(0, 1e6),
            0.3,
            "λ, the price of a code's sum of magnitudes: the greater, the more of its numbers are 0.");

    static final Hyperparameter<String> POSITIVE = Hyperparameter.of(
            "positive",
            Hyperparameter.choice("none", "codes", "codes-and-atoms"),
            "none",
            "What has no negative numbers. With both, atoms are parts that items are put together from.");

    static final Hyperparameter<Integer> EPOCHS =
            Hyperparameter.of(Settings.EPOCHS.name(), Settings.EPOCHS.domain(), 20, Settings.EPOCHS.description());

    static final Hyperparameter<Boolean> SUPERVISED = Hyperparameter.of(
            "supervised",
            Hyperparameter.flag(),
            false,
            "Whether labels have a say in what the atoms are: a linear classifier of codes is learned together with them.");

    static final Hyperparameter<Double> RIDGE = new Hyperparameter<>(
            "ridge",
            Hyperparameter.real(0, 1e6),
            (facts, earlier) -> earlier.get(SUPERVISED) ? 0.1 : 0.0,
            "0.0, or 0.1 if supervised",
            "λ₂, the price of half a code's sum of squares; supervised, it must be more than 0.");

    static final Hyperparameter<Double> LEARNING_RATE = Hyperparameter.of(
            Settings.LEARNING_RATE.name(),
            Settings.LEARNING_RATE.domain(),
            3e-3,
            "The size of Adam's steps, if supervised.");

    private static final Hyperparameter<Integer> ITERATIONS = Hyperparameter.of(
            "iterations", Hyperparameter.integer(1, 10_000), 100, "Steps of FISTA in which a code is found.");

    private static final List<Hyperparameter<?>> DECLARED = List.of(
            ATOMS,
            SPARSITY,
            POSITIVE,
            SUPERVISED,
            RIDGE,
            LEARNING_RATE,
            ITERATIONS,
            EPOCHS,
            Settings.BATCH_SIZE,
            Settings.VALIDATION_FRACTION,
            Settings.PATIENCE);

    private static final String MATHS = """
            # FISTA (Beck and Teboulle 2009): a ← shrink(y − ∇/L, λ/L) with ∇ = D (Dᵀy − x) + λ₂ y, L the greatest eigenvalue,
            # then y is a and a share of the way that a has gone; from the start again for items where that way leads up
            # (O'Donoghue and Candès 2015)
            def code(self, x: Tensor, p: List[Tensor]) -> Tensor:
              gram = torch.matmul(<atoms>, torch.t(<atoms>))
              correlation = torch.matmul(torch.flatten(x, 1), torch.t(<atoms>))
              pace = 1 / torch.clamp(torch.amax(torch.linalg_eigvalsh(gram, "L")) + RIDGE, 1e-12)
              a = torch.zeros_like(correlation)
              y = a
              t = torch.ones([x.size(0), 1])
              for i in range(ITERATIONS):
                z = y - pace * (torch.matmul(y, gram) - correlation + RIDGE * y)
                next = SHRINK
                up = torch.sum((y - next) * (next - a), [1], True) > 0
                t = torch.where(up, torch.ones_like(t), t)
                longer = (1 + torch.sqrt(1 + 4 * t * t)) / 2
                y = next + (t - 1) / longer * (next - a)
                a = next
                t = longer
              return a

            def decoder(self, a: Tensor, p: List[Tensor]) -> Tensor:
              return torch.reshape(torch.matmul(a, <atoms>), [-1, SHAPE])

            # ½‖x − Dᵀα‖² + λ‖α‖₁ + ½λ₂‖α‖²; the mean squared error per value; the share of α that is not 0
            def terms(self, x: Tensor, a: Tensor, p: List[Tensor]) -> List[Tensor]:
              squares = torch.sum(torch.pow(torch.flatten(x, 1) - torch.matmul(a, <atoms>), 2), [1])
              objective = 0.5 * squares + torch.sum(LAMBDA * torch.abs(a) + 0.5 * RIDGE * a * a, [1])
              return [torch.mean(objective), torch.mean(squares) / VALUES, torch.mean((a != 0).to(6))]

            def disturb(self, x: Tensor, seed: int) -> Tensor:
              return x
            """;

    private static final String LOSSES = """
            def losses(self, x: Tensor, labels: Tensor, p: List[Tensor], seed: int, training: bool) -> List[Tensor]:
              return self.terms(x, self.code(x, p), p)
            """;

    @Override
    public String name() {
        return "dictionary";
    }

    @Override
    public String description() {
        return "Learns atoms of which few make an item. For sparse codes, and for parts that can be looked at.";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.ENCODE, Capability.RECONSTRUCT, Capability.DENOISE, Capability.CLASSIFY);
    }

    @Override
    public List<Hyperparameter<?>> hyperparameters() {
        return DECLARED;
    }

    @Override
    public ModelConfig design(DatasetFacts facts, Map<String, ? extends @Nullable Object> given) {
        Hyperparameters settings = Hyperparameters.resolve(DECLARED, facts, given);
        Planning.requireUnitIntervalImages(facts);
        long size = facts.shape().size();
        if (settings.get(ATOMS) * size > MOST_VALUES) {
            throw InvalidInputException.field(
                    "hyperparameters.atoms",
                    "must be at most %d for items of %d values".formatted(MOST_VALUES / size, size));
        }
        boolean supervised = settings.get(SUPERVISED);
        if (supervised) {
            requireSupervision(facts, settings);
        }
        return Planning.counted(
                this,
                new ModelConfig(
                        ModelConfig.FORMAT,
                        name(),
                        facts.shape().dimensions(),
                        List.of(settings.get(ATOMS)),
                        capabilities().stream()
                                .filter(capability -> supervised || capability != Capability.CLASSIFY)
                                .map(Capability::label)
                                .collect(Collectors.toSet()),
                        0,
                        settings.asMap(),
                        supervised ? facts.classes() : List.of(),
                        null));
    }

    private static void requireSupervision(DatasetFacts facts, Hyperparameters settings) {
        if (facts.classes().isEmpty()) {
            throw new ImpossibleException("labels-required", "The dataset has no labels to learn from", Map.of());
        }
        if (settings.get(RIDGE) == 0) {
            throw InvalidInputException.field("hyperparameters.ridge", "must be more than 0 where supervised is true");
        }
    }

    @Override
    public NetworkDescription network(ModelConfig config, String freeze, Precision precision) {
        Hyperparameters settings = Hyperparameters.restore(DECLARED, config.hyperparameters());
        ItemShape shape = config.shape();
        boolean supervised = settings.get(SUPERVISED);
        int atoms = settings.get(ATOMS);
        List<Parameter> arrays = new ArrayList<>(List.of(Parameter.zeros("atoms", atoms, shape.size())));
        if (supervised) {
            arrays.addAll(TaskDriven.head(config.classes().size(), atoms));
        }
        return Assembly.fitted(
                shape,
                arrays,
                maths(settings, shape) + "\n" + (supervised ? TaskDriven.maths() : LOSSES),
                supervised ? TaskDriven.LOSSES : List.of("loss", "mse", "sparsity"));
    }

    private static String maths(Hyperparameters settings, ItemShape shape) {
        boolean positive = !settings.get(POSITIVE).equals("none");
        return MATHS.replace("ITERATIONS", settings.get(ITERATIONS).toString())
                .replace(
                        "SHRINK",
                        positive
                                ? "torch.relu(z - LAMBDA * pace)"
                                : "torch.sign(z) * torch.relu(torch.abs(z) - LAMBDA * pace)")
                .replace("RIDGE", settings.get(RIDGE).toString())
                .replace("LAMBDA", settings.get(SPARSITY).toString())
                .replace("VALUES", String.valueOf(shape.size()));
    }

    @Override
    public EncoderLayers layers(ModelConfig config) {
        Step code = Step.of("atoms", config.codeShape(), List.of("atoms"), "self.code(x, p)");
        boolean supervised = !config.classes().isEmpty();
        return new FittedLayers(
                served(config),
                supervised ? List.of(code, TaskDriven.layer(config.classes().size())) : List.of(code));
    }

    @Override
    public Optional<Fitting> fitting(ModelConfig config) {
        Hyperparameters settings = Hyperparameters.restore(DECLARED, config.hyperparameters());
        return Optional.of(DictionaryFitting.of(network(config), config, settings));
    }
}
