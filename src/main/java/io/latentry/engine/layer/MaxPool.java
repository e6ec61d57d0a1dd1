package io.latentry.engine.layer;

import java.util.List;

/**
 * {@code [batch, channels, height, width] → [batch, channels, …]}: the greatest value of every window.
 *
 * @param kernel side of the window, in pixels
 * @param stride pixels from one window to the next
 * @param padding rows around the picture, smaller than any value
 */
public record MaxPool(int kernel, int stride, int padding) implements Layer {

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        return List.of(
                input.get(0),
                Layer.windows(input.get(1), kernel, stride, padding),
                Layer.windows(input.get(2), kernel, stride, padding));
    }

    @Override
    public Kept kept() {
        return Kept.INPUT;
    }

    /** The place of the greatest value, an int64. */
    @Override
    public int furtherBytesKept() {
        return Long.BYTES;
    }

    @Override
    public String expression(String input, List<String> arrays, String training) {
        return "torch.max_pool2d(%s, [%d, %d], [%d, %d], [%d, %d], [1, 1], False)"
                .formatted(input, kernel, kernel, stride, stride, padding, padding);
    }
}
