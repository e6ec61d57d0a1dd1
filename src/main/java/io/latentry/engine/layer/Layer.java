package io.latentry.engine.layer;

import java.util.List;

/** One step of a network; shapes are those of one item, without the batch's dimension. */
public sealed interface Layer permits Linear, Conv2d, ConvTranspose2d, Activation, Reshape {

    /**
     * The shape of what comes out.
     *
     * @throws IllegalArgumentException if the layer cannot take such an input
     */
    List<Integer> outputShape(List<Integer> input);

    /** What is learned, in the order in which {@link #expression} refers to it; names are {@code weight} and {@code bias}. */
    List<Parameter> parameters();

    /**
     * The layer as a TorchScript expression.
     *
     * @param input an expression for {@code [batch, input…]}
     * @param parameters an expression for each of {@link #parameters()}
     */
    String expression(String input, List<String> parameters);
}
