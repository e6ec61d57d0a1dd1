package io.latentry.engine.layer;

import java.util.List;

/** One step of a network; shapes are those of one item, without the batch's dimension. */
public sealed interface Layer
        permits Linear,
                Conv2d,
                ConvTranspose2d,
                BatchNorm,
                Activation,
                MaxPool,
                AveragePool,
                AdaptiveAveragePool,
                Dropout,
                Shortcut,
                Standardise,
                Reshape {

    /**
     * The shape of what comes out.
     *
     * @throws IllegalArgumentException if the layer cannot take such an input
     */
    List<Integer> outputShape(List<Integer> input);

    /** What is learned by gradients; names are {@code weight} and {@code bias}. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** What follows the data in training, without gradients. */
    default List<Parameter> statistics() {
        return List.of();
    }

    /** What the backward pass needs of a layer, beside its arrays. */
    enum Kept {
        NOTHING,
        INPUT,
        OUTPUT
    }

    /** What of a layer is kept for its gradient. */
    default Kept kept() {
        return Kept.NOTHING;
    }

    /** What is kept beside that, in bytes for each value of the output. */
    default int furtherBytesKept() {
        return 0;
    }

    /**
     * The layer as a TorchScript expression.
     *
     * @param input an expression for {@code [batch, input…]}
     * @param arrays an expression for each of {@link #parameters()}, then for each of {@link #statistics()}
     * @param training an expression for whether the layer is in training; a layer that asks for it in its expression may
     *     also use the variable {@code seed}
     */
    String expression(String input, List<String> arrays, String training);

    /** The input's shape, if it has this many channels. */
    static List<Integer> requireChannels(List<Integer> input, int channels) {
        if (input.size() != 3 || input.get(0) != channels) {
            throw new IllegalArgumentException("Not " + channels + " channels: " + input);
        }
        return input;
    }

    /** How many windows fit into a side. */
    static int windows(int size, int kernel, int stride, int padding) {
        int last = size + 2 * padding - kernel;
        if (last < 0) {
            throw new IllegalArgumentException("No window of " + kernel + " fits into " + size + " pixels");
        }
        return last / stride + 1;
    }
}
