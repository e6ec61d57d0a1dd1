package io.latentry.engine.family;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Capability;
import io.latentry.model.DatasetFacts;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What planning a network has in common for all methods. */
final class Planning {

    /** 1 GiB of weights; training takes four times as much. */
    private static final long MOST_PARAMETERS = 1L << 28;

    private static final long MOST_BATCH_BYTES = 256L << 20;

    private Planning() {}

    /** The configuration, with its size counted. */
    static ModelConfig config(Family family, ItemShape shape, List<Integer> codeShape, Hyperparameters settings) {
        ModelConfig uncounted = new ModelConfig(
                ModelConfig.FORMAT,
                family.name(),
                shape.dimensions(),
                codeShape,
                family.capabilities().stream().map(Capability::label).collect(Collectors.toSet()),
                0,
                settings.asMap());
        return counted(family, uncounted);
    }

    /** A configuration with its size counted. */
    static ModelConfig counted(Family family, ModelConfig uncounted) {
        long size = family.network(uncounted).size();
        if (size > MOST_PARAMETERS) {
            throw tooLarge();
        }
        return uncounted.withParameters(size);
    }

    /**
     * Refuses a network with sizes that overflow, which are found out about anywhere in a plan, and batches that a worker has
     * no room for.
     */
    static ModelConfig bounded(DatasetFacts facts, Supplier<ModelConfig> plan) {
        try {
            ModelConfig config = plan.get();
            checkBatch(facts, config.hyperparameters().get(Settings.BATCH_SIZE.name()));
            return config;
        } catch (ArithmeticException e) {
            throw tooLarge();
        }
    }

    private static void checkBatch(DatasetFacts facts, @Nullable Object batchSize) {
        long itemBytes = (long) facts.shape().size() * facts.elementType().bytes();
        long most = MOST_BATCH_BYTES / itemBytes;
        if (batchSize instanceof Integer size && Math.min(size, facts.trainCount()) > most) {
            throw InvalidInputException.field(
                    "hyperparameters.batchSize", "must be at most %d for items of %d bytes".formatted(most, itemBytes));
        }
    }

    private static InvalidInputException tooLarge() {
        return InvalidInputException.field(
                "hyperparameters.hidden",
                "must not give the network more than " + MOST_PARAMETERS + " parameters, or layers of 2^31 values");
    }

    static void requireUnitIntervalImages(DatasetFacts facts) {
        if (facts.shape().isImage()) {
            requireUnitInterval(facts, "an image");
        }
    }

    /**
     * Refuses data outside [0, 1].
     *
     * @param wanted by what
     */
    static void requireUnitInterval(DatasetFacts facts, String wanted) {
        if (!facts.withinUnitInterval()) {
            throw new ImpossibleException(
                    "values-out-of-range",
                    "The values of the dataset are in [%s, %s], but %s needs values in [0, 1]"
                            .formatted(facts.minimum(), facts.maximum(), wanted),
                    Map.of("minimum", facts.minimum(), "maximum", facts.maximum()));
        }
    }
}
