package io.latentry.engine.family;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.family.backbone.Backbone;
import io.latentry.engine.layer.Value;
import io.latentry.model.Capability;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Hyperparameter;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Precision;
import io.latentry.model.Preprocessing;
import io.latentry.model.Transfer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A classifier: features, and a head that scores the classes by them, trained together to minimise the cross-entropy. Its
 * code is the features.
 */
public final class Classifier implements Family {

    public static final String NAME = "classifier";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Learns to tell labelled items apart, and by that features that other tasks can use: a backbone to fine-tune.";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.ENCODE, Capability.CLASSIFY);
    }

    @Override
    public List<Hyperparameter<?>> hyperparameters() {
        return ClassifierSettings.DECLARED;
    }

    @Override
    public ModelConfig design(DatasetFacts facts, Map<String, ? extends @Nullable Object> given) {
        if (facts.classes().isEmpty()) {
            throw new ImpossibleException("labels-required", "The dataset has no labels to learn from", Map.of());
        }
        Planning.requireUnitIntervalImages(facts);
        Hyperparameters settings = Hyperparameters.resolve(ClassifierSettings.DECLARED, facts, given);
        return config(facts.shape(), facts.classes(), preprocessing(facts.shape(), settings), settings);
    }

    @Override
    public ModelConfig replan(ModelConfig config, DatasetFacts facts) {
        Hyperparameters settings = Hyperparameters.restore(ClassifierSettings.DECLARED, config.hyperparameters());
        Preprocessing preprocessing = config.preprocessing();
        if ((preprocessing != null) != facts.shape().isImage()) {
            throw invalid("preprocessing", "must be there for images, and for nothing else");
        }
        if (preprocessing != null) {
            Preparation.check(facts.shape(), preprocessing);
        }
        return config(facts.shape(), config.classes(), preprocessing, settings);
    }

    private static InvalidInputException invalid(String field, String message) {
        return new InvalidInputException(
                "invalid-config", "The configuration is not valid", List.of(new FieldError(field, message)));
    }

    /** Pictures at their own size or the one that was asked for, with values in [−1, 1]. */
    private static @Nullable Preprocessing preprocessing(ItemShape shape, Hyperparameters settings) {
        if (!shape.isImage()) {
            return null;
        }
        int side = settings.get(ClassifierSettings.IMAGE_SIZE);
        List<Double> half = Collections.nCopies(shape.channels(), 0.5);
        return side == 0
                ? new Preprocessing(
                        shape.channels(),
                        shape.height(),
                        shape.width(),
                        Math.min(shape.height(), shape.width()),
                        "bilinear",
                        half,
                        half)
                : new Preprocessing(shape.channels(), side, side, side, "bilinear", half, half);
    }

    /** The configuration of a network, its size counted. */
    ModelConfig config(
            ItemShape shape, List<String> classes, @Nullable Preprocessing preprocessing, Hyperparameters settings) {
        ItemShape input = input(shape, preprocessing);
        requireFit(settings, input);
        if (preprocessing != null) {
            Preparation.largest(shape, preprocessing);
        }
        ClassifierGraph layers = ClassifierGraph.of(settings, input, classes.size());
        Set<Capability> capabilities = classes.isEmpty() ? Set.of(Capability.ENCODE) : capabilities();
        return Planning.counted(
                this,
                new ModelConfig(
                        ModelConfig.FORMAT,
                        NAME,
                        shape.dimensions(),
                        layers.features().shape(),
                        capabilities.stream().map(Capability::label).collect(Collectors.toSet()),
                        0,
                        settings.asMap(),
                        classes,
                        preprocessing));
    }

    /**
     * One that was trained elsewhere; all that is not about its layers has its default. Its items are images after they were
     * resized, of which it cuts the middle out.
     */
    public ModelConfig imported(String architecture, List<String> classes, Preprocessing preprocessing) {
        int shorter = Math.min(preprocessing.height(), preprocessing.width());
        ItemShape shape = ItemShape.image(
                preprocessing.channels(),
                preprocessing.resize() * preprocessing.height() / shorter,
                preprocessing.resize() * preprocessing.width() / shorter);
        Preparation.check(shape, preprocessing);
        DatasetFacts facts = new DatasetFacts(shape, ElementType.UINT8, 1, 0, 0, 1, classes);
        Hyperparameters settings = Hyperparameters.resolve(
                ClassifierSettings.DECLARED, facts, Map.of(ClassifierSettings.ARCHITECTURE.name(), architecture));
        return config(shape, classes, preprocessing, settings);
    }

    private static void requireFit(Hyperparameters settings, ItemShape input) {
        if (ClassifierGraph.backbone(settings).isEmpty()) {
            return;
        }
        if (!settings.get(Settings.STRIDES).isEmpty()) {
            throw InvalidInputException.field("hyperparameters.strides", "must be left out of a published network");
        }
        if (!input.isImage()) {
            throw InvalidInputException.field(
                    "hyperparameters.architecture", "must be mlp, because the items " + input + " are not images");
        }
        Backbone backbone = ClassifierGraph.backbone(settings).get();
        int side = Math.min(input.height(), input.width());
        if (side < backbone.smallestSide()) {
            throw InvalidInputException.field(
                    "hyperparameters.imageSize",
                    "must be at least %d for %s, because the images have %d pixels a side"
                            .formatted(backbone.smallestSide(), settings.get(ClassifierSettings.ARCHITECTURE), side));
        }
    }

    private static ItemShape input(ItemShape shape, @Nullable Preprocessing preprocessing) {
        return preprocessing == null
                ? shape
                : ItemShape.image(preprocessing.channels(), preprocessing.height(), preprocessing.width());
    }

    @Override
    public NetworkDescription network(ModelConfig config, String freeze, Precision precision) {
        ClassifierNetwork network = build(config);
        return network.training(lastFrozen(network.layers(), freeze), precision);
    }

    private static int lastFrozen(ClassifierGraph layers, String freeze) {
        return switch (freeze) {
            case Transfer.NONE -> 0;
            case Transfer.ALL -> layers.features().node();
            default -> {
                Value layer = layers.graph().layers().get(freeze);
                if (layer == null || layer.node() > layers.features().node()) {
                    throw InvalidInputException.field(
                            "freeze",
                            "must be all, none or the name of a layer before the head, as GET /v1/models/{model}/layers"
                                    + " tells them");
                }
                yield layer.node();
            }
        };
    }

    private static ClassifierNetwork build(ModelConfig config) {
        Hyperparameters settings = Hyperparameters.restore(ClassifierSettings.DECLARED, config.hyperparameters());
        ItemShape input = input(config.shape(), config.preprocessing());
        ClassifierGraph layers =
                ClassifierGraph.of(settings, input, config.classes().size());
        return new ClassifierNetwork(layers, settings, config.shape(), config.preprocessing());
    }

    /** Only the head in training, on features as items; so small a network gains nothing by another precision. */
    public NetworkDescription head(ModelConfig config) {
        Hyperparameters settings = Hyperparameters.restore(ClassifierSettings.DECLARED, config.hyperparameters());
        ClassifierGraph layers = ClassifierGraph.headOf(
                settings, config.codeSize(), config.classes().size());
        return new ClassifierNetwork(layers, settings, ItemShape.vector(config.codeSize()), null)
                .training(0, Precision.FLOAT32);
    }

    /** Only what makes features, in use, with the method {@code encode}. */
    public ServedDescription features(ModelConfig config) {
        Hyperparameters settings = Hyperparameters.restore(ClassifierSettings.DECLARED, config.hyperparameters());
        ClassifierGraph layers = ClassifierGraph.of(settings, input(config.shape(), config.preprocessing()), 0);
        return new ClassifierNetwork(layers, settings, config.shape(), config.preprocessing())
                .served(Precision.FLOAT32);
    }

    /** The layers of any encoder. */
    public static EncoderLayers layersOf(ModelConfig config) {
        return new GraphLayers(encoderOf(config));
    }

    /** As many items as any encoder's widest layer leaves room for. */
    static int mostItems(ModelConfig config) {
        return encoderOf(config).mostItems();
    }

    private static ClassifierNetwork encoderOf(ModelConfig config) {
        return config.method().equals(NAME) ? build(config) : new ClassifierTransfer(config).encoderNetwork();
    }

    /** Whether items differ from one epoch to the next. */
    public static boolean augments(ModelConfig config) {
        return Augmentation.isOn(Hyperparameters.restore(ClassifierSettings.DECLARED, config.hyperparameters()));
    }

    @Override
    public boolean isHead(ModelConfig config, String parameter) {
        Hyperparameters settings = Hyperparameters.restore(ClassifierSettings.DECLARED, config.hyperparameters());
        return parameter.startsWith(ClassifierGraph.headName(settings) + ".");
    }

    @Override
    public int mostServed(ModelConfig config) {
        return build(config).mostItems();
    }

    @Override
    public ServedDescription served(ModelConfig config, Precision precision) {
        return build(config).served(precision);
    }

    @Override
    public ServedDescription served(ModelConfig config) {
        return served(config, Precision.FLOAT32);
    }
}
