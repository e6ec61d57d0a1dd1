package io.latentry.engine.layer;

import java.util.List;

/**
 * {@code [batch, channels, height, width] → [batch, channels, side, side]}: means of windows that divide any picture.
 *
 * @param side of the output, in pixels
 */
public record AdaptiveAveragePool(int side) implements Layer {

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        return List.of(input.get(0), side, side);
    }

    @Override
    public Kept kept() {
        return Kept.INPUT;
    }

    @Override
    public String expression(String input, List<String> arrays, String training) {
        return "torch.adaptive_avg_pool2d(%s, [%d, %d])".formatted(input, side, side);
    }
}
