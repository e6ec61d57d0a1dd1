package io.latentry.engine.family.backbone;

import io.latentry.engine.layer.Activation;
import io.latentry.engine.layer.AdaptiveAveragePool;
import io.latentry.engine.layer.BatchNorm;
import io.latentry.engine.layer.Conv2d;
import io.latentry.engine.layer.Dropout;
import io.latentry.engine.layer.Graph;
import io.latentry.engine.layer.Linear;
import io.latentry.engine.layer.MaxPool;
import io.latentry.engine.layer.Reshape;
import io.latentry.engine.layer.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * VGG networks (Simonyan and Zisserman 2015, "Very Deep Convolutional Networks for Large-Scale Image Recognition",
 * configurations A, B, D and E), as torchvision has them, with batch norm where the name ends in {@code _bn}. Their
 * features are what the second of the two wide layers makes.
 */
final class Vgg implements Backbone {

    private static final String NORM = "_bn";
    private static final int WIDTH = 4096;
    private static final double DROPOUT = 0.5;

    /** Convolutions in each of the five blocks. */
    private static final Map<String, List<Integer>> DEPTHS = Map.of(
            "vgg11", List.of(1, 1, 2, 2, 2),
            "vgg13", List.of(2, 2, 2, 2, 2),
            "vgg16", List.of(2, 2, 3, 3, 3),
            "vgg19", List.of(2, 2, 4, 4, 4));

    @Override
    public List<String> variants() {
        return Stream.of("vgg11", "vgg13", "vgg16", "vgg19")
                .flatMap(name -> Stream.of(name, name + NORM))
                .toList();
    }

    @Override
    public String head() {
        return "classifier.6";
    }

    @Override
    public String stem() {
        return "features.0";
    }

    @Override
    public int smallestSide() {
        return 32;
    }

    /** timm writes the wide layers as convolutions. */
    @Override
    public String ownName(String published) {
        return published
                .replaceFirst("^pre_logits\\.fc1\\.", "classifier.0.")
                .replaceFirst("^pre_logits\\.fc2\\.", "classifier.3.")
                .replaceFirst("^head\\.fc\\.", "classifier.6.");
    }

    @Override
    public Value features(String variant, Graph graph) {
        Value x = convolutions(graph, DEPTHS.get(variant.replace(NORM, "")), variant.endsWith(NORM));
        x = graph.add("avgpool", new AdaptiveAveragePool(7), x);
        x = graph.add("flatten", new Reshape(List.of(x.channels() * 49)), x);
        x = graph.add("classifier.0", new Linear(x.channels(), WIDTH), x);
        x = graph.add("classifier.1", Activation.RELU, x);
        x = graph.add("classifier.2", new Dropout(DROPOUT, 1), x);
        x = graph.add("classifier.3", new Linear(WIDTH, WIDTH), x);
        x = graph.add("classifier.4", Activation.RELU, x);
        return graph.add("classifier.5", new Dropout(DROPOUT, 2), x);
    }

    private static Value convolutions(Graph graph, List<Integer> depths, boolean norms) {
        Value x = graph.input();
        int number = 0;
        for (int block = 0; block < depths.size(); block++) {
            int channels = Math.min(64 << block, 512);
            for (int i = 0; i < depths.get(block); i++) {
                x = graph.add("features." + number++, Conv2d.he(x.channels(), channels, 3, 1, true), x);
                if (norms) {
                    x = graph.add("features." + number++, new BatchNorm(channels), x);
                }
                x = graph.add("features." + number++, Activation.RELU, x);
            }
            x = graph.add("features." + number++, new MaxPool(2, 2, 0), x);
        }
        return graph.name("features", x);
    }
}
