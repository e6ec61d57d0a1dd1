package io.latentry.engine.layer;

import java.util.List;

/**
 * {@code [batch, channels, height, width] → [batch, channels, …]}: the mean of every window, none of which overlap.
 *
 * @param kernel side of the window, in pixels
 */
public record AveragePool(int kernel) implements Layer {

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        return List.of(
                input.get(0),
                Layer.windows(input.get(1), kernel, kernel, 0),
                Layer.windows(input.get(2), kernel, kernel, 0));
    }

    @Override
    public Kept kept() {
        return Kept.INPUT;
    }

    @Override
    public String expression(String input, List<String> arrays, String training) {
        return "torch.avg_pool2d(%s, [%d, %d], [%d, %d], [0, 0], False, True, None)"
                .formatted(input, kernel, kernel, kernel, kernel);
    }
}
