package io.latentry.inspection;

import io.latentry.drawing.GridText;
import io.latentry.drawing.ImageGrid;
import io.latentry.drawing.Numbers;
import io.latentry.exchange.TensorSerializer;
import io.latentry.model.Tensor;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What codes of two numbers are decoded to, at equal steps of the prior's probability.
 *
 * @param model that decoded them
 * @param steps in each direction
 * @param quantiles of N(0, 1) that the codes are made of, ascending
 * @param items {@code [steps², item…]}, row by row: the first row has the highest second number, as on a map
 */
record Manifold(
        @Schema(example = "demo-vae-2d@1") String model,
        @Schema(example = "15") int steps,
        double[] quantiles,

        @JsonSerialize(using = TensorSerializer.class)
        @Schema(implementation = Object[].class, description = "Row by row, from the highest second number down")
        Tensor items) {

    private static final int IMAGE = 50;

    /** The quantiles in the middle of equally probable intervals. */
    static double[] quantiles(int steps) {
        return IntStream.range(0, steps)
                .mapToDouble(i -> NormalQuantile.of((i + 0.5) / steps))
                .toArray();
    }

    /** {@code [steps², 2]}. */
    static Tensor codes(double[] quantiles) {
        int steps = quantiles.length;
        Tensor codes = Tensor.allocate(steps * steps, 2);
        for (int row = 0; row < steps; row++) {
            for (int column = 0; column < steps; column++) {
                float second = (float) quantiles[steps - 1 - row];
                codes.row(row * steps + column).put((float) quantiles[column]).put(second);
            }
        }
        return codes;
    }

    byte[] png() {
        List<String> numbers = Arrays.stream(quantiles).mapToObj(Numbers::text).toList();
        List<String> downwards = new ArrayList<>(numbers);
        Collections.reverse(downwards);
        GridText text = GridText.titled("What " + model + " decodes, by quantiles of its prior")
                .rows(downwards)
                .headings("code dimension 0 to the right, 1 upwards", numbers);
        return ImageGrid.of(List.of(items))
                .columns(steps)
                .legible(IMAGE)
                .text(text)
                .png();
    }
}
