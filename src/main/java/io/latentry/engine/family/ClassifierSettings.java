package io.latentry.engine.family;

import static io.latentry.model.Hyperparameter.choice;
import static io.latentry.model.Hyperparameter.flag;
import static io.latentry.model.Hyperparameter.integer;
import static io.latentry.model.Hyperparameter.integers;
import static io.latentry.model.Hyperparameter.of;
import static io.latentry.model.Hyperparameter.real;

import io.latentry.engine.family.backbone.Backbone;
import io.latentry.model.Hyperparameter;
import java.util.List;
import java.util.stream.Stream;

/** The hyper-parameters of classifiers. */
final class ClassifierSettings {

    static final String FEATURES = "features";
    static final String DENSE = "dense";
    static final String MEAN = "mean";

    static final Hyperparameter<String> ARCHITECTURE = of(
            "architecture",
            choice(Stream.concat(Stream.of(Architecture.labels()), Backbone.names())
                    .toArray(String[]::new)),
            Mlp.LABEL,
            "mlp: fully connected layers; conv: 3×3 convolutions, each of which halves height and width if strides do not say otherwise; or a published "
                    + "network, of which resnet20 to resnet56 are made for small images.");

    static final Hyperparameter<List<Integer>> HIDDEN = new Hyperparameter<>(
            "hidden",
            integers(16, 1, 16_384),
            (facts, earlier) -> switch (earlier.get(ARCHITECTURE)) {
                case Mlp.LABEL -> List.of(256);
                case Conv.LABEL -> List.of(32, 64);
                default -> List.of();
            },
            "[256] (mlp), [32, 64] (conv), [] (others)",
            "Widths of the hidden layers of mlp, or channels of the convolutions of conv.");

    static final Hyperparameter<String> CODE = of(
            "code",
            choice(FEATURES, DENSE, MEAN),
            FEATURES,
            "What the head is put on, of mlp and conv. features: the last hidden layer; dense: a further layer of "
                    + "latentSize; mean: the same, as a VAE names it.");

    static final Hyperparameter<Integer> LATENT_SIZE =
            of("latentSize", integer(1, 16_384), 32, "Numbers in a code, if it is not the features.");

    static final Hyperparameter<Boolean> STANDARDISE = new Hyperparameter<>(
            "standardise",
            flag(),
            (facts, earlier) -> !facts.shape().isImage(),
            "true (vectors), false (images)",
            "Whether every value is standardised by the training data's mean and deviation.");

    static final Hyperparameter<Integer> IMAGE_SIZE = of(
            "imageSize",
            integer(0, 1024),
            0,
            "Height and width in pixels that images are resized to before the network; 0 for their own.");

    static final Hyperparameter<String> HEAD = of(
            "head",
            choice("linear", "mlp"),
            "linear",
            "What turns features into class scores: one layer, or two with headWidth numbers between them.");

    static final Hyperparameter<Integer> HEAD_WIDTH =
            of("headWidth", integer(1, 16_384), 256, "Width of the hidden layer of an mlp head.");

    static final Hyperparameter<Double> LABEL_SMOOTHING = of(
            "labelSmoothing",
            real(0, 0.9),
            0.0,
            "Share of every training target that is spread over all classes (Szegedy et al. 2016).");

    static final List<Hyperparameter<?>> DECLARED = Stream.of(
                    List.<Hyperparameter<?>>of(
                            ARCHITECTURE,
                            HIDDEN,
                            Settings.STRIDES,
                            CODE,
                            LATENT_SIZE,
                            STANDARDISE,
                            IMAGE_SIZE,
                            HEAD,
                            HEAD_WIDTH,
                            LABEL_SMOOTHING),
                    Augmentation.hyperparameters(),
                    Settings.optimisation())
            .flatMap(List::stream)
            .<Hyperparameter<?>>map(hyperparameter -> hyperparameter)
            .toList();

    private ClassifierSettings() {}
}
