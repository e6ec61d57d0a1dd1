package io.latentry.engine.family.backbone;

import io.latentry.engine.layer.Activation;
import io.latentry.engine.layer.AdaptiveAveragePool;
import io.latentry.engine.layer.AveragePool;
import io.latentry.engine.layer.BatchNorm;
import io.latentry.engine.layer.Conv2d;
import io.latentry.engine.layer.Graph;
import io.latentry.engine.layer.MaxPool;
import io.latentry.engine.layer.Reshape;
import io.latentry.engine.layer.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * DenseNets (Huang et al. 2017, "Densely Connected Convolutional Networks", DenseNet-BC with a growth rate of 32 and a
 * compression of ½), as torchvision has them.
 */
final class DenseNet implements Backbone {

    private static final int GROWTH = 32;
    private static final int BOTTLENECK = 4 * GROWTH;

    private static final Map<String, List<Integer>> LAYERS = Map.of(
            "densenet121", List.of(6, 12, 24, 16),
            "densenet169", List.of(6, 12, 32, 32),
            "densenet201", List.of(6, 12, 48, 32));

    @Override
    public List<String> variants() {
        return List.of("densenet121", "densenet169", "densenet201");
    }

    @Override
    public String head() {
        return "classifier";
    }

    @Override
    public String stem() {
        return "features.conv0";
    }

    @Override
    public int smallestSide() {
        return 32;
    }

    @Override
    public Value features(String variant, Graph graph) {
        Value x = graph.input();
        x = graph.add("features.conv0", Conv2d.he(x.channels(), 2 * GROWTH, 7, 2, false), x);
        x = graph.add("features.norm0", new BatchNorm(2 * GROWTH), x);
        x = graph.add("features.relu0", Activation.RELU, x);
        x = graph.add("features.pool0", new MaxPool(3, 2, 1), x);
        List<Integer> layers = LAYERS.get(variant);
        for (int block = 1; block <= layers.size(); block++) {
            x = denseBlock(graph, "features.denseblock" + block, x, layers.get(block - 1));
            if (block < layers.size()) {
                x = transition(graph, "features.transition" + block, x);
            }
        }
        x = graph.add("features.norm5", new BatchNorm(x.channels()), x);
        graph.name("features", x);
        x = graph.add("relu", Activation.RELU, x);
        x = graph.add("avgpool", new AdaptiveAveragePool(1), x);
        return graph.add("flatten", new Reshape(List.of(x.channels())), x);
    }

    /** Every layer sees what all before it have made. */
    private static Value denseBlock(Graph graph, String name, Value x, int layers) {
        List<Value> made = new ArrayList<>(List.of(x));
        for (int i = 1; i <= layers; i++) {
            made.add(denseLayer(graph, name + ".denselayer" + i, made));
        }
        return graph.concatenate(name, made);
    }

    private static Value denseLayer(Graph graph, String name, List<Value> made) {
        Value x = made.size() == 1 ? made.get(0) : graph.concatenate(name + ".concat", made);
        x = graph.add(name + ".norm1", new BatchNorm(x.channels()), x);
        x = graph.add(name + ".relu1", Activation.RELU, x);
        x = graph.add(name + ".conv1", Conv2d.he(x.channels(), BOTTLENECK, 1, 1, false), x);
        x = graph.add(name + ".norm2", new BatchNorm(BOTTLENECK), x);
        x = graph.add(name + ".relu2", Activation.RELU, x);
        x = graph.add(name + ".conv2", Conv2d.he(BOTTLENECK, GROWTH, 3, 1, false), x);
        return graph.name(name, x);
    }

    private static Value transition(Graph graph, String name, Value x) {
        int channels = x.channels();
        Value y = graph.add(name + ".norm", new BatchNorm(channels), x);
        y = graph.add(name + ".relu", Activation.RELU, y);
        y = graph.add(name + ".conv", Conv2d.he(channels, channels / 2, 1, 1, false), y);
        y = graph.add(name + ".pool", new AveragePool(2), y);
        return graph.name(name, y);
    }
}
