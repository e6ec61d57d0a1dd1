package io.latentry.engine.family;

import io.latentry.core.error.ImpossibleException;
import io.latentry.model.Capability;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Hyperparameter;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Precision;
import io.latentry.model.Preprocessing;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A new head on an encoder that exists: a classifier's own features, or the code of an autoencoder, a denoiser or a VAE,
 * whose encoder is written down as a classifier's so that the arrays keep their names.
 *
 * @param parent configuration of the encoder
 */
record ClassifierTransfer(ModelConfig parent) {

    /** What is not the encoder's. */
    private static final Set<String> CHANGEABLE = Stream.<List<Hyperparameter<?>>>of(
                    Settings.optimisation(),
                    Augmentation.hyperparameters(),
                    List.of(ClassifierSettings.HEAD, ClassifierSettings.HEAD_WIDTH, ClassifierSettings.LABEL_SMOOTHING))
            .flatMap(List::stream)
            .map(Hyperparameter::name)
            .filter(name -> !name.equals(Settings.ACTIVATION.name()))
            .collect(Collectors.toUnmodifiableSet());

    ModelConfig plan(String freeze, DatasetFacts facts, Map<String, ? extends @Nullable Object> given) {
        if (facts.classes().isEmpty()) {
            throw new ImpossibleException("labels-required", "The dataset has no labels to learn from", Map.of());
        }
        if (!parent.capabilities().contains(Capability.ENCODE.label())) {
            throw new ImpossibleException(
                    "capability-unsupported",
                    "The model does not encode, so there is nothing to put a head on",
                    Map.of("capabilities", parent.capabilities()));
        }
        if (facts.shape().isImage() && parent.shape().isImage()) {
            Planning.requireUnitIntervalImages(facts);
        } else {
            FineTunePlan.requireShape(parent, facts);
        }
        Hyperparameters settings = Hyperparameters.resolve(
                ClassifierSettings.DECLARED, facts, FineTunePlan.merge(encoder(), given, CHANGEABLE));
        Classifier family = new Classifier();
        ModelConfig config = family.config(facts.shape(), facts.classes(), preprocessing(), settings);
        family.network(config, freeze, Precision.FLOAT32);
        return config;
    }

    /** The encoder alone. */
    ClassifierNetwork encoderNetwork() {
        DatasetFacts facts = new DatasetFacts(parent.shape(), ElementType.FLOAT32, 1, 0, 0, 1);
        Hyperparameters settings = Hyperparameters.resolve(ClassifierSettings.DECLARED, facts, encoder());
        ClassifierGraph layers = ClassifierGraph.of(settings, parent.shape(), 0);
        return new ClassifierNetwork(layers, settings, parent.shape(), null);
    }

    /** The hyper-parameters that describe the encoder, in the classifier's words. */
    private Map<String, Object> encoder() {
        Map<String, Object> own = Hyperparameters.restore(
                        Family.of(parent.method()).hyperparameters(), parent.hyperparameters())
                .asMap();
        Map<String, Object> settings = new LinkedHashMap<>();
        List.of(ClassifierSettings.ARCHITECTURE, ClassifierSettings.HIDDEN, Settings.STRIDES, Settings.ACTIVATION)
                .forEach(hyperparameter -> settings.put(hyperparameter.name(), own.get(hyperparameter.name())));
        if (parent.method().equals(Classifier.NAME)) {
            Stream.of(
                            ClassifierSettings.CODE,
                            ClassifierSettings.LATENT_SIZE,
                            ClassifierSettings.STANDARDISE,
                            ClassifierSettings.IMAGE_SIZE)
                    .forEach(hyperparameter -> settings.put(hyperparameter.name(), own.get(hyperparameter.name())));
            return settings;
        }
        settings.put(ClassifierSettings.CODE.name(), code());
        settings.put(ClassifierSettings.LATENT_SIZE.name(), own.get(ClassifierSettings.LATENT_SIZE.name()));
        settings.put(ClassifierSettings.STANDARDISE.name(), isStandardised());
        settings.put(ClassifierSettings.IMAGE_SIZE.name(), 0);
        return settings;
    }

    private String code() {
        if (parent.method().equals(VariationalAutoencoder.NAME)) {
            return ClassifierSettings.MEAN;
        }
        Object code = parent.hyperparameters().getOrDefault("code", ClassifierSettings.DENSE);
        return code.toString();
    }

    private boolean isStandardised() {
        return Family.of(parent.method()).network(parent).statistics().stream()
                .anyMatch(parameter -> parameter.name().equals(NetworkDescription.MEAN));
    }

    /** Pictures of any size become what the encoder learned from. */
    private @Nullable Preprocessing preprocessing() {
        if (parent.preprocessing() != null || !parent.shape().isImage()) {
            return parent.preprocessing();
        }
        ItemShape shape = parent.shape();
        return new Preprocessing(
                shape.channels(),
                shape.height(),
                shape.width(),
                Math.min(shape.height(), shape.width()),
                "bilinear",
                Collections.nCopies(shape.channels(), 0.0),
                Collections.nCopies(shape.channels(), 1.0));
    }

    /** Everything but weights and data that features depend on. */
    static String featureIdentity(ModelConfig config) {
        ServedDescription features = new Classifier().features(config);
        return features.program() + features.mostItems();
    }
}
