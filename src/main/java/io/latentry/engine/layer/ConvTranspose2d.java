package io.latentry.engine.layer;

import java.util.List;

/**
 * {@code [batch, in, ⌈height/stride⌉, ⌈width/stride⌉] → [batch, out, height, width]}: the transpose of a {@link Conv2d} from
 * {@code out} to {@code in} channels.
 *
 * @param in channels of the input
 * @param out channels of the output
 * @param height of the output, which the input does not tell
 * @param width of the output, likewise
 * @param stride pixels from one window of the convolution to the next
 */
public record ConvTranspose2d(int in, int out, int height, int width, int stride) implements Layer {

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        if (!input.equals(List.of(in, (height - 1) / stride + 1, (width - 1) / stride + 1))) {
            throw new IllegalArgumentException("Does not grow to " + height + "×" + width + ": " + input);
        }
        return List.of(out, height, width);
    }

    /** PyTorch takes the fan-in of the transposed weight, {@code [in, out, 3, 3]}, from its second dimension. */
    @Override
    public List<Parameter> parameters() {
        Initial initial = Initial.uniform(out * Conv2d.KERNEL * Conv2d.KERNEL);
        return List.of(
                new Parameter("weight", List.of(in, out, Conv2d.KERNEL, Conv2d.KERNEL), initial),
                new Parameter("bias", List.of(out), initial));
    }

    @Override
    public Kept kept() {
        return Kept.INPUT;
    }

    /**
     * The bias is added apart, since oneDNN takes long for its gradient, in bfloat16 as long as for input and weights together. It is
     * repeated for each item first, so that its gradient is a sum over pixels, in their order in memory, and then over items.
     */
    @Override
    public String expression(String input, List<String> arrays, String training) {
        String product = "torch.conv_transpose2d(%s, %s, None, [%d, %d], [1, 1], [%d, %d], 1, [1, 1])"
                .formatted(input, arrays.get(0), stride, stride, (height - 1) % stride, (width - 1) % stride);
        String bias = "torch.expand(torch.reshape(%s, [1, -1, 1, 1]), [%s.size(0), -1, 1, 1])"
                .formatted(arrays.get(1), input);
        return "%s + torch.contiguous(%s)".formatted(product, bias);
    }
}
