package io.latentry.engine.family;

import io.latentry.engine.family.backbone.Backbone;
import io.latentry.engine.layer.Activation;
import io.latentry.engine.layer.Graph;
import io.latentry.engine.layer.Layer;
import io.latentry.engine.layer.Linear;
import io.latentry.engine.layer.Reshape;
import io.latentry.engine.layer.Standardise;
import io.latentry.engine.layer.Value;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import java.util.List;
import java.util.Optional;

/**
 * A classifier's layers.
 *
 * @param graph of all of them
 * @param features which the head is put on, {@code [width]}
 * @param scores of the classes, {@code [classes]}
 */
record ClassifierGraph(Graph graph, Value features, Value scores) {

    /** The layer that scores the classes of an encoder trained here. */
    private static final String OWN_HEAD = "head";

    /**
     * Writes a network down.
     *
     * @param input shape of what it is given
     * @param classes their number; 0 for a network that ends with its features
     */
    static ClassifierGraph of(Hyperparameters settings, ItemShape input, int classes) {
        Graph graph = new Graph(input.dimensions());
        Optional<Backbone> backbone = backbone(settings);
        Value features = backbone.isPresent()
                ? backbone.get().features(settings.get(ClassifierSettings.ARCHITECTURE), graph)
                : encoder(graph, settings, input);
        return new ClassifierGraph(graph, features, head(graph, settings, features, classes));
    }

    /** Only the head of such a network, which takes features. */
    static ClassifierGraph headOf(Hyperparameters settings, int features, int classes) {
        Graph graph = new Graph(List.of(features));
        return new ClassifierGraph(graph, graph.input(), head(graph, settings, graph.input(), classes));
    }

    static Optional<Backbone> backbone(Hyperparameters settings) {
        return Backbone.of(settings.get(ClassifierSettings.ARCHITECTURE));
    }

    /** The name of the layer, or of the layers' common part, that scores the classes. */
    static String headName(Hyperparameters settings) {
        return backbone(settings).map(Backbone::head).orElse(OWN_HEAD);
    }

    /** Layers named as the encoders of the other methods name theirs, whose weights fit. */
    private static Value encoder(Graph graph, Hyperparameters settings, ItemShape input) {
        Value x = graph.input();
        if (settings.get(ClassifierSettings.STANDARDISE)) {
            x = graph.add("input", new Standardise(x.shape()), x);
        }
        Activation activation = Activation.of(settings.get(Settings.ACTIVATION));
        List<Integer> hidden = settings.get(ClassifierSettings.HIDDEN);
        List<Layer> layers = Architecture.of(settings.get(ClassifierSettings.ARCHITECTURE))
                .contraction(input, hidden, Settings.strides(settings, hidden), activation);
        int number = 0;
        for (Layer layer : layers) {
            x = graph.add("encoder." + number++, layer, x);
        }
        if (x.shape().size() > 1) {
            int size = x.shape().stream().reduce(1, Math::multiplyExact);
            x = graph.add("encoder." + number++, new Reshape(List.of(size)), x);
        }
        return code(graph, settings, x, number);
    }

    private static Value code(Graph graph, Hyperparameters settings, Value x, int number) {
        Linear dense = new Linear(x.channels(), settings.get(ClassifierSettings.LATENT_SIZE));
        return switch (settings.get(ClassifierSettings.CODE)) {
            case ClassifierSettings.DENSE -> graph.add("encoder." + number, dense, x);
            case ClassifierSettings.MEAN -> graph.add("mean", dense, x);
            default -> x;
        };
    }

    private static Value head(Graph graph, Hyperparameters settings, Value features, int classes) {
        String name = headName(settings);
        if (classes == 0) {
            return features;
        }
        if (settings.get(ClassifierSettings.HEAD).equals("linear")) {
            return graph.add(name, new Linear(features.channels(), classes), features);
        }
        int width = settings.get(ClassifierSettings.HEAD_WIDTH);
        Value x = graph.add(name + ".0", new Linear(features.channels(), width), features);
        x = graph.add(name + ".1", Activation.RELU, x);
        return graph.name(name, graph.add(name + ".2", new Linear(width, classes), x));
    }
}
