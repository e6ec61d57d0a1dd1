package io.latentry.engine.family;

import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.layer.Activation;
import io.latentry.engine.layer.Conv2d;
import io.latentry.engine.layer.ConvTranspose2d;
import io.latentry.engine.layer.Layer;
import io.latentry.model.ItemShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * 3×3 convolutions, {@code [C, H, W] → [hidden₁, ⌈H/stride₁⌉, ⌈W/stride₁⌉] → …}, and their transposes back, for images of
 * any height and width.
 */
final class Conv implements Architecture {

    static final String LABEL = "conv";

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public List<Layer> contraction(
            ItemShape shape, List<Integer> hidden, List<Integer> strides, Activation activation) {
        check(shape, hidden, strides);
        List<Layer> layers = new ArrayList<>();
        int channels = shape.channels();
        for (int i = 0; i < hidden.size(); i++) {
            layers.add(Conv2d.plain(channels, hidden.get(i), strides.get(i)));
            layers.add(activation);
            channels = hidden.get(i);
        }
        return layers;
    }

    @Override
    public List<Layer> expansion(ItemShape shape, List<Integer> hidden, List<Integer> strides, Activation activation) {
        List<Layer> layers = new ArrayList<>();
        for (int i = hidden.size() - 1; i >= 0; i--) {
            List<Integer> before = strides.subList(0, i);
            layers.add(new ConvTranspose2d(
                    hidden.get(i),
                    i > 0 ? hidden.get(i - 1) : shape.channels(),
                    contracted(shape.height(), before),
                    contracted(shape.width(), before),
                    strides.get(i)));
            if (i > 0) {
                layers.add(activation);
            }
        }
        return layers;
    }

    private static int contracted(int size, List<Integer> strides) {
        int result = size;
        for (int stride : strides) {
            result = (result - 1) / stride + 1;
        }
        return result;
    }

    private static void check(ItemShape shape, List<Integer> hidden, List<Integer> strides) {
        if (!shape.isImage()) {
            throw InvalidInputException.field(
                    "hyperparameters.architecture", "must be mlp, because the items " + shape + " are not images");
        }
        int smaller = Math.min(shape.height(), shape.width());
        if (hidden.isEmpty() || halvesOnePixel(smaller, strides)) {
            throw InvalidInputException.field(
                    "hyperparameters.hidden",
                    "must have at least one entry, and no more than halve " + smaller + " pixels to one");
        }
    }

    private static boolean halvesOnePixel(int size, List<Integer> strides) {
        return IntStream.range(0, strides.size())
                .anyMatch(i -> strides.get(i) > 1 && contracted(size, strides.subList(0, i)) < 2);
    }
}
