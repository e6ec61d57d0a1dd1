package io.latentry.engine.layer;

import java.util.List;

/**
 * {@code [batch, in, height, width] → [batch, out, ⌈height/stride⌉, ⌈width/stride⌉]}: a 3×3 convolution with one row of
 * zeros around the picture.
 *
 * @param in channels of the input
 * @param out channels of the output
 * @param stride pixels from one window to the next
 */
public record Conv2d(int in, int out, int stride) implements Layer {

    static final int KERNEL = 3;

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        if (input.size() != 3 || input.get(0) != in) {
            throw new IllegalArgumentException("Not " + in + " channels: " + input);
        }
        return List.of(out, reduced(input.get(1)), reduced(input.get(2)));
    }

    private int reduced(int size) {
        return (size - 1) / stride + 1;
    }

    @Override
    public List<Parameter> parameters() {
        int fanIn = in * KERNEL * KERNEL;
        return List.of(
                new Parameter("weight", List.of(out, in, KERNEL, KERNEL), fanIn),
                new Parameter("bias", List.of(out), fanIn));
    }

    @Override
    public String expression(String input, List<String> parameters) {
        return "torch.conv2d(%s, %s, %s, [%d, %d], [1, 1], [1, 1], 1)"
                .formatted(input, parameters.get(0), parameters.get(1), stride, stride);
    }
}
