package io.latentry.engine.family.backbone;

import io.latentry.engine.layer.Activation;
import io.latentry.engine.layer.AdaptiveAveragePool;
import io.latentry.engine.layer.BatchNorm;
import io.latentry.engine.layer.Conv2d;
import io.latentry.engine.layer.Graph;
import io.latentry.engine.layer.Reshape;
import io.latentry.engine.layer.Shortcut;
import io.latentry.engine.layer.Value;
import java.util.List;

/**
 * ResNets for small pictures (He et al. 2016, "Deep Residual Learning for Image Recognition", section 4.2): a 3×3 stem,
 * three stages of 2n layers with 16, 32 and 64 channels, and shortcuts without parameters; 6n + 2 layers in all.
 */
final class SmallResNet implements Backbone {

    private static final int STAGES = 3;

    @Override
    public List<String> variants() {
        return List.of("resnet20", "resnet32", "resnet44", "resnet56");
    }

    @Override
    public String head() {
        return "fc";
    }

    @Override
    public String stem() {
        return "conv1";
    }

    @Override
    public int smallestSide() {
        return 8;
    }

    @Override
    public Value features(String variant, Graph graph) {
        int blocks = (Integer.parseInt(variant.substring("resnet".length())) - 2) / 6;
        Value x = graph.input();
        x = graph.add("conv1", Conv2d.he(x.channels(), 16, 3, 1, false), x);
        x = graph.add("bn1", new BatchNorm(16), x);
        x = graph.add("relu", Activation.RELU, x);
        for (int stage = 1; stage <= STAGES; stage++) {
            String name = "layer" + stage;
            for (int i = 0; i < blocks; i++) {
                x = block(graph, name + "." + i, x, 8 << stage, stage > 1 && i == 0 ? 2 : 1);
            }
            graph.name(name, x);
        }
        x = graph.add("avgpool", new AdaptiveAveragePool(1), x);
        return graph.add("flatten", new Reshape(List.of(x.channels())), x);
    }

    private static Value block(Graph graph, String name, Value x, int channels, int stride) {
        Value y = graph.add(name + ".conv1", Conv2d.he(x.channels(), channels, 3, stride, false), x);
        y = graph.add(name + ".bn1", new BatchNorm(channels), y);
        y = graph.add(name + ".relu1", Activation.RELU, y);
        y = graph.add(name + ".conv2", Conv2d.he(channels, channels, 3, 1, false), y);
        y = graph.add(name + ".bn2", new BatchNorm(channels), y);
        Value shortcut = stride == 1 && x.channels() == channels
                ? x
                : graph.add(name + ".shortcut", new Shortcut(x.channels(), channels, stride), x);
        y = graph.sum(name + ".sum", y, shortcut);
        return graph.name(name, graph.add(name + ".relu2", Activation.RELU, y));
    }
}
