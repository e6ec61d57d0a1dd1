package io.latentry.engine.family;

import io.latentry.engine.layer.Activation;
import io.latentry.engine.layer.Conv2d;
import io.latentry.engine.layer.ConvTranspose2d;
import io.latentry.engine.layer.Layer;
import io.latentry.model.InvalidInputException;
import io.latentry.model.ItemShape;
import java.util.ArrayList;
import java.util.List;

/**
 * 3×3 convolutions with stride 2, {@code [C, H, W] → [hidden₁, ⌈H/2⌉, ⌈W/2⌉] → …}, and their transposes back, for images
 * of any height and width.
 */
final class Conv implements Architecture {

    static final String LABEL = "conv";

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public List<Layer> contraction(ItemShape shape, List<Integer> hidden, Activation activation) {
        check(shape, hidden);
        List<Layer> layers = new ArrayList<>();
        int channels = shape.channels();
        for (int next : hidden) {
            layers.add(Conv2d.plain(channels, next, 2));
            layers.add(activation);
            channels = next;
        }
        return layers;
    }

    @Override
    public List<Layer> expansion(ItemShape shape, List<Integer> hidden, Activation activation) {
        List<Layer> layers = new ArrayList<>();
        for (int i = hidden.size() - 1; i > 0; i--) {
            layers.add(new ConvTranspose2d(
                    hidden.get(i), hidden.get(i - 1), halved(shape.height(), i), halved(shape.width(), i)));
            layers.add(activation);
        }
        layers.add(new ConvTranspose2d(hidden.get(0), shape.channels(), shape.height(), shape.width()));
        return layers;
    }

    private static int halved(int size, int times) {
        int result = size;
        for (int i = 0; i < times; i++) {
            result = (result - 1) / 2 + 1;
        }
        return result;
    }

    private static void check(ItemShape shape, List<Integer> hidden) {
        if (!shape.isImage()) {
            throw InvalidInputException.field(
                    "hyperparameters.architecture", "must be mlp, because the items " + shape + " are not images");
        }
        int smaller = Math.min(shape.height(), shape.width());
        if (hidden.isEmpty() || halved(smaller, hidden.size() - 1) < 2) {
            throw InvalidInputException.field(
                    "hyperparameters.hidden",
                    "must have at least one entry, and no more than halve " + smaller + " pixels to one");
        }
    }
}
