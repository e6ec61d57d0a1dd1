package io.latentry.engine.family;

import static io.latentry.model.Hyperparameter.choice;
import static io.latentry.model.Hyperparameter.integer;
import static io.latentry.model.Hyperparameter.integers;
import static io.latentry.model.Hyperparameter.of;
import static io.latentry.model.Hyperparameter.real;

import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.layer.Activation;
import io.latentry.model.Hyperparameter;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ModelConfig;
import io.latentry.model.Precision;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The hyper-parameters that all methods share. */
public final class Settings {

    public static final Hyperparameter<String> ARCHITECTURE = of(
            "architecture",
            choice(Architecture.labels()),
            Mlp.LABEL,
            "mlp: fully connected layers; conv: 3×3 convolutions, each of which halves height and width if strides do not say otherwise; images only.");

    public static final Hyperparameter<List<Integer>> STRIDES = new Hyperparameter<>(
                    "strides",
                    integers(16, 1, 2),
                    (facts, earlier) -> List.of(),
                    "[], which is 2 for each",
                    "Of each convolution of conv: 2 halves height and width, 1 leaves them as they are.")
            .before(List.of());

    public static final Hyperparameter<String> ACTIVATION =
            of("activation", choice(Activation.labels()), "relu", "The non-linearity between layers.");

    public static final Hyperparameter<Integer> EPOCHS = of(
            "epochs",
            integer(1, 10_000),
            100,
            "How often the training items are gone through, if nothing ends it before.");

    public static final Hyperparameter<Integer> BATCH_SIZE = new Hyperparameter<>(
            "batchSize",
            integer(1, 65_536),
            (facts, earlier) -> batchSize(facts.trainCount()),
            "the greatest power of 2 up to a sixteenth of the training items, from 8 to 128",
            "Items in one step of the optimizer.");

    public static final Hyperparameter<Double> LEARNING_RATE =
            of("learningRate", real(0, 10), 1e-3, "The optimizer's step size, at its highest.");

    public static final Hyperparameter<String> OPTIMIZER = of(
            "optimizer",
            choice("adam", "adamw"),
            "adam",
            "Adam (Kingma and Ba 2015) with L2 regularisation, or with decoupled weight decay (Loshchilov and Hutter 2019).");

    public static final Hyperparameter<Double> WEIGHT_DECAY =
            of("weightDecay", real(0, 10), 0.0, "Strength of the pull of weights to 0.");

    public static final Hyperparameter<Double> CLIP_NORM =
            of("clipNorm", real(0, 1e9), 0.0, "The gradient's largest Euclidean norm; 0 for any.");

    public static final Hyperparameter<String> SCHEDULE = of(
            "schedule",
            choice("constant", "cosine", "one-cycle"),
            "constant",
            "The learning rate over the run: constant; falling to 0 as half a cosine; or rising over the first tenth and "
                    + "then falling so.");

    public static final Hyperparameter<String> PRECISION = of(
                    "precision",
                    new PrecisionDomain(),
                    "float32",
                    "What products are computed in while training: float32; bfloat16, of half the width, with float32 weights, "
                            + "sums and losses; or auto, which is bfloat16 where the processor has it. Measured and served is float32.")
            .before("float32");

    public static final Hyperparameter<Double> VALIDATION_FRACTION = of(
            "validationFraction",
            real(0, 0.9),
            0.1,
            "Share of the training items that is set aside to choose the best epoch by.");

    public static final Hyperparameter<Integer> PATIENCE = of(
            "patience",
            integer(0, 10_000),
            10,
            "Epochs without a better validation loss before training stops; 0 to go on to the last.");

    private Settings() {}

    /** What a configuration's network is trained in. */
    public static Precision precision(ModelConfig config) {
        return Optional.ofNullable(config.hyperparameters().get(PRECISION.name()))
                .map(label -> PrecisionDomain.precision(label.toString()))
                .orElse(Precision.FLOAT32);
    }

    /** The widths of layers, with a default per architecture. */
    static Hyperparameter<List<Integer>> hidden(List<Integer> mlp, List<Integer> conv) {
        return new Hyperparameter<>(
                "hidden",
                integers(16, 1, 16_384),
                (facts, earlier) -> earlier.get(ARCHITECTURE).equals(Mlp.LABEL) ? mlp : conv,
                mlp + " (mlp), " + conv + " (conv)",
                "Widths of the encoder's hidden layers, or channels of its convolutions; the decoder mirrors them.");
    }

    /** Few items need small batches: the optimizer learns by steps, of which epochs of few items have few. */
    private static int batchSize(int trainCount) {
        return Math.min(128, Math.max(8, Integer.highestOneBit(trainCount / 16)));
    }

    /** The length of a narrow code; one as long as an item would teach nothing. */
    static Hyperparameter<Integer> latentSize(int usual) {
        return new Hyperparameter<>(
                "latentSize",
                integer(1, 16_384),
                (facts, earlier) -> Math.min(usual, Math.max(2, facts.shape().size() / 4)),
                usual + ", or a quarter of an item's values if that is less, but 2 at least",
                "Numbers in a code.");
    }

    /**
     * The stride of each convolution.
     *
     * @throws InvalidInputException if there are not as many as convolutions
     */
    static List<Integer> strides(Hyperparameters settings, List<Integer> hidden) {
        List<Integer> strides = settings.get(STRIDES);
        if (strides.isEmpty()) {
            return Collections.nCopies(hidden.size(), 2);
        }
        if (!settings.get(ARCHITECTURE).equals(Conv.LABEL) || strides.size() != hidden.size()) {
            throw InvalidInputException.field(
                    "hyperparameters.strides", "must be left out, or have one entry for each of hidden, of conv");
        }
        return strides;
    }

    /** What a method of these architectures takes: its own hyper-parameters between those of network and optimizer. */
    static List<Hyperparameter<?>> with(Hyperparameter<?>... own) {
        return Stream.of(Stream.of(ARCHITECTURE), Stream.of(own), optimisation().stream())
                .<Hyperparameter<?>>flatMap(stream -> stream)
                .toList();
    }

    /** What all methods take that learn by gradients. */
    static List<Hyperparameter<?>> optimisation() {
        return List.of(
                ACTIVATION,
                EPOCHS,
                BATCH_SIZE,
                LEARNING_RATE,
                OPTIMIZER,
                WEIGHT_DECAY,
                CLIP_NORM,
                SCHEDULE,
                PRECISION,
                VALIDATION_FRACTION,
                PATIENCE);
    }
}
