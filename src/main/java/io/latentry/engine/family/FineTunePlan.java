package io.latentry.engine.family;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Capability;
import io.latentry.model.DatasetFacts;
import io.latentry.model.FineTuning;
import io.latentry.model.Hyperparameter;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ModelConfig;
import io.latentry.model.Transfer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans networks that begin with the weights of others. */
public final class FineTunePlan implements FineTuning {

    /** What a continued training may choose anew; everything else is part of the network. */
    private static final Set<String> CHANGEABLE = Stream.concat(
                    Settings.optimisation().stream().map(Hyperparameter::name),
                    Stream.of("noise", "noiseLevel", "beta"))
            .filter(name -> !name.equals(Settings.ACTIVATION.name()))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public ModelConfig plan(
            ModelConfig parent,
            String objective,
            String freeze,
            DatasetFacts facts,
            Map<String, ? extends @Nullable Object> hyperparameters) {
        requireGradients(parent);
        return Planning.bounded(facts, () -> switch (objective) {
            case CONTINUE -> continued(parent, freeze, facts, hyperparameters);
            case CLASSIFY -> new ClassifierTransfer(parent).plan(freeze, facts, hyperparameters);
            default -> throw InvalidInputException.field("objective", "must be classify or continue");
        });
    }

    private static void requireGradients(ModelConfig parent) {
        if (Family.of(parent.method()).fitting(parent).isPresent()) {
            throw new ImpossibleException(
                    "objective-unsupported",
                    "A %s has no layers that could go on learning; train a classifier, or a new %s"
                            .formatted(parent.method(), parent.method()),
                    Map.of("method", parent.method()));
        }
    }

    private static ModelConfig continued(
            ModelConfig parent, String freeze, DatasetFacts facts, Map<String, ? extends @Nullable Object> given) {
        if (!parent.capabilities().contains(Capability.RECONSTRUCT.label())) {
            throw new ImpossibleException(
                    "objective-unsupported",
                    "Only autoencoders, denoisers and VAEs can be continued; a classifier's objective is classify",
                    Map.of("method", parent.method()));
        }
        if (!freeze.equals(Transfer.NONE)) {
            throw InvalidInputException.field("freeze", "must be none where the objective is continue");
        }
        requireShape(parent, facts);
        Family family = Family.of(parent.method());
        Map<String, Object> settings = Hyperparameters.restore(family.hyperparameters(), parent.hyperparameters())
                .asMap();
        return family.plan(facts, merge(settings, given, CHANGEABLE));
    }

    static void requireShape(ModelConfig parent, DatasetFacts facts) {
        if (!facts.shape().equals(parent.shape())) {
            throw new ImpossibleException(
                    "shape-mismatch",
                    "The model takes items of the shape %s, but the dataset's are %s"
                            .formatted(parent.shape(), facts.shape()),
                    Map.of("model", parent.itemShape(), "dataset", facts.shape().dimensions()));
        }
    }

    /**
     * Settings with some of them changed.
     *
     * @param changeable what may be given; other names are refused
     */
    static Map<String, @Nullable Object> merge(
            Map<String, Object> settings, Map<String, ? extends @Nullable Object> given, Set<String> changeable) {
        List<FieldError> fixed = given.keySet().stream()
                .filter(name -> settings.containsKey(name) && !changeable.contains(name))
                .map(name -> new FieldError("hyperparameters." + name, "is the parent's, " + settings.get(name)))
                .toList();
        if (!fixed.isEmpty()) {
            throw new InvalidInputException("invalid-hyperparameters", "The hyperparameters are not valid", fixed);
        }
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(settings);
        merged.putAll(given);
        return Collections.unmodifiableMap(merged);
    }

    @Override
    public String featureIdentity(ModelConfig config) {
        return ClassifierTransfer.featureIdentity(config);
    }
}
