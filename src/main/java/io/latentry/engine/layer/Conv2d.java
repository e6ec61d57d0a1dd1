package io.latentry.engine.layer;

import java.util.List;

/**
 * {@code [batch, in, height, width] → [batch, out, …]}: a convolution with a square kernel and as many rows of zeros on
 * every side as {@code padding} says.
 *
 * @param in channels of the input
 * @param out channels of the output
 * @param kernel side of the window, in pixels
 * @param stride pixels from one window to the next
 * @param padding rows of zeros around the picture
 * @param bias whether a number is added to every output channel
 * @param initial what the kernels begin as
 */
public record Conv2d(int in, int out, int kernel, int stride, int padding, boolean bias, Initial initial)
        implements Layer {

    static final int KERNEL = 3;

    /** 3×3 with padding 1 and a bias, begun as PyTorch does: {@code [out, ⌈height/stride⌉, ⌈width/stride⌉]}. */
    public static Conv2d plain(int in, int out, int stride) {
        return new Conv2d(in, out, KERNEL, stride, 1, true, Initial.uniform(in * KERNEL * KERNEL));
    }

    /** One that a batch norm or ReLU follows, of a size that the padding preserves at stride 1. */
    public static Conv2d he(int in, int out, int kernel, int stride, boolean bias) {
        return new Conv2d(in, out, kernel, stride, kernel / 2, bias, Initial.he(out * kernel * kernel));
    }

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        Layer.requireChannels(input, in);
        return List.of(
                out,
                Layer.windows(input.get(1), kernel, stride, padding),
                Layer.windows(input.get(2), kernel, stride, padding));
    }

    @Override
    public List<Parameter> parameters() {
        Parameter weight = new Parameter("weight", List.of(out, in, kernel, kernel), initial);
        return bias ? List.of(weight, new Parameter("bias", List.of(out), initialBias())) : List.of(weight);
    }

    private Initial initialBias() {
        return initial.kind() == Initial.Kind.UNIFORM ? initial : Initial.ZEROS;
    }

    @Override
    public Kept kept() {
        return Kept.INPUT;
    }

    @Override
    public String expression(String input, List<String> arrays, String training) {
        return "torch.conv2d(%s, %s, %s, [%d, %d], [%d, %d], [1, 1], 1)"
                .formatted(input, arrays.get(0), bias ? arrays.get(1) : "None", stride, stride, padding, padding);
    }
}
