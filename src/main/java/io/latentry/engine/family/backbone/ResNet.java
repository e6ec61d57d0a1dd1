package io.latentry.engine.family.backbone;

import io.latentry.engine.layer.Activation;
import io.latentry.engine.layer.AdaptiveAveragePool;
import io.latentry.engine.layer.BatchNorm;
import io.latentry.engine.layer.Conv2d;
import io.latentry.engine.layer.Graph;
import io.latentry.engine.layer.MaxPool;
import io.latentry.engine.layer.Reshape;
import io.latentry.engine.layer.Value;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ResNets for large pictures (He et al. 2016, "Deep Residual Learning for Image Recognition", table 1), as torchvision has
 * them: with bottlenecks, the stride is in the 3×3 convolution.
 */
final class ResNet implements Backbone {

    private static final Map<String, List<Integer>> BLOCKS = Map.of(
            "resnet18", List.of(2, 2, 2, 2),
            "resnet34", List.of(3, 4, 6, 3),
            "resnet50", List.of(3, 4, 6, 3));

    @Override
    public List<String> variants() {
        return List.of("resnet18", "resnet34", "resnet50");
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
        return 32;
    }

    /** Of Hugging Face's transformers. */
    private static final Pattern HUGGING_FACE = Pattern.compile(
            "resnet\\.encoder\\.stages\\.(\\d)\\.layers\\.(\\d{1,2})\\.(?:layer\\.(\\d)|(shortcut))\\.(convolution|normalization)\\.(\\w+)");

    @Override
    public String ownName(String published) {
        Matcher name = HUGGING_FACE.matcher(published);
        if (!name.matches()) {
            return published
                    .replaceFirst("^resnet\\.embedder\\.embedder\\.convolution\\.", "conv1.")
                    .replaceFirst("^resnet\\.embedder\\.embedder\\.normalization\\.", "bn1.")
                    .replaceFirst("^classifier\\.1\\.", "fc.");
        }
        boolean convolution = name.group(5).equals("convolution");
        String block = "layer%d.%s.".formatted(Integer.parseInt(name.group(1)) + 1, name.group(2));
        String layer = name.group(4) != null
                ? "downsample." + (convolution ? 0 : 1)
                : (convolution ? "conv" : "bn") + (Integer.parseInt(name.group(3)) + 1);
        return block + layer + "." + name.group(6);
    }

    @Override
    public Value features(String variant, Graph graph) {
        boolean bottlenecks = variant.equals("resnet50");
        Value x = graph.input();
        x = graph.add("conv1", Conv2d.he(x.channels(), 64, 7, 2, false), x);
        x = graph.add("bn1", new BatchNorm(64), x);
        x = graph.add("relu", Activation.RELU, x);
        x = graph.add("maxpool", new MaxPool(3, 2, 1), x);
        List<Integer> blocks = BLOCKS.get(variant);
        for (int stage = 1; stage <= blocks.size(); stage++) {
            String name = "layer" + stage;
            for (int i = 0; i < blocks.get(stage - 1); i++) {
                int stride = stage > 1 && i == 0 ? 2 : 1;
                x = block(graph, name + "." + i, x, 32 << stage, stride, bottlenecks);
            }
            graph.name(name, x);
        }
        x = graph.add("avgpool", new AdaptiveAveragePool(1), x);
        return graph.add("flatten", new Reshape(List.of(x.channels())), x);
    }

    private static Value block(Graph graph, String name, Value x, int width, int stride, boolean bottleneck) {
        int out = bottleneck ? 4 * width : width;
        Value y = bottleneck ? bottleneck(graph, name, x, width, stride) : basic(graph, name, x, width, stride);
        Value shortcut =
                stride == 1 && x.channels() == out ? x : projection(graph, name + ".downsample", x, out, stride);
        y = graph.sum(name + ".sum", y, shortcut);
        return graph.name(name, graph.add(name + ".relu", Activation.RELU, y));
    }

    private static Value basic(Graph graph, String name, Value x, int width, int stride) {
        Value y = graph.add(name + ".conv1", Conv2d.he(x.channels(), width, 3, stride, false), x);
        y = graph.add(name + ".bn1", new BatchNorm(width), y);
        y = graph.add(name + ".relu1", Activation.RELU, y);
        y = graph.add(name + ".conv2", Conv2d.he(width, width, 3, 1, false), y);
        return graph.add(name + ".bn2", new BatchNorm(width), y);
    }

    private static Value bottleneck(Graph graph, String name, Value x, int width, int stride) {
        Value y = graph.add(name + ".conv1", Conv2d.he(x.channels(), width, 1, 1, false), x);
        y = graph.add(name + ".bn1", new BatchNorm(width), y);
        y = graph.add(name + ".relu1", Activation.RELU, y);
        y = graph.add(name + ".conv2", Conv2d.he(width, width, 3, stride, false), y);
        y = graph.add(name + ".bn2", new BatchNorm(width), y);
        y = graph.add(name + ".relu2", Activation.RELU, y);
        y = graph.add(name + ".conv3", Conv2d.he(width, 4 * width, 1, 1, false), y);
        return graph.add(name + ".bn3", new BatchNorm(4 * width), y);
    }

    private static Value projection(Graph graph, String name, Value x, int out, int stride) {
        Value y = graph.add(name + ".0", Conv2d.he(x.channels(), out, 1, stride, false), x);
        return graph.name(name, graph.add(name + ".1", new BatchNorm(out), y));
    }
}
