package io.latentry.engine.layer;

import java.util.List;

/**
 * {@code [batch, in, height, width] → [batch, out, ⌈height/stride⌉, ⌈width/stride⌉]}: every {@code stride}-th pixel, and
 * channels of zeros on both sides of those there are (He et al. 2016, option A).
 *
 * @param in channels of the input
 * @param out channels of the output
 * @param stride pixels from one that is kept to the next
 */
public record Shortcut(int in, int out, int stride) implements Layer {

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        Layer.requireChannels(input, in);
        return List.of(out, Layer.windows(input.get(1), 1, stride, 0), Layer.windows(input.get(2), 1, stride, 0));
    }

    @Override
    public String expression(String input, List<String> arrays, String training) {
        String pixels = "torch.slice(torch.slice(%s, 2, 0, 9223372036854775807, %d), 3, 0, 9223372036854775807, %d)"
                .formatted(input, stride, stride);
        int before = (out - in) / 2;
        return "torch.constant_pad_nd(%s, [0, 0, 0, 0, %d, %d], 0)".formatted(pixels, before, out - in - before);
    }
}
