package io.latentry.inspection;

import io.latentry.drawing.GridText;
import io.latentry.drawing.ImageGrid;
import io.latentry.drawing.Numbers;
import io.latentry.exchange.TensorSerializer;
import io.latentry.model.Tensor;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What an item becomes when one dimension of its code changes and the others stay.
 *
 * @param model that encoded and decoded
 * @param dataset the item is of
 * @param split it is of
 * @param index its position in the split
 * @param dimensions that were changed, each in a row
 * @param offsets from the dataset's mean code, in standard deviations, a column each
 * @param standardDeviations of the dataset's codes in these dimensions
 * @param items {@code [dimensions, offsets, item…]}
 */
record Traversal(
        @Schema(example = "demo-vae@1") String model,
        @Schema(example = "fashion-sample") String dataset,
        @Schema(example = "test") String split,
        @Schema(example = "0") int index,
        List<Integer> dimensions,
        double[] offsets,
        double[] standardDeviations,

        @JsonSerialize(using = TensorSerializer.class)
        @Schema(implementation = Object[].class, description = "A row for each dimension")
        Tensor items) {

    private static final double REACH = 3;

    /** Equal steps from −3 to 3. */
    static double[] offsets(int steps) {
        return IntStream.range(0, steps)
                .mapToDouble(i -> REACH * (2.0 * i / (steps - 1) - 1))
                .toArray();
    }

    byte[] png(String className) {
        String item = "item " + index + (className.isEmpty() ? "" : " (" + className + ")");
        List<String> columns = Arrays.stream(offsets)
                .mapToObj(offset -> offset == 0 ? "mean" : (offset > 0 ? "+" : "") + Numbers.text(offset) + "σ")
                .toList();
        List<String> rows = IntStream.range(0, dimensions.size())
                .mapToObj(row -> "code " + dimensions.get(row) + ", σ = " + Numbers.text(standardDeviations[row]))
                .toList();
        GridText text = GridText.titled(model + ": " + item + ", one dimension changed")
                .rows(rows)
                .headings("the dimension's value, from the dataset's mean", columns);
        int[] shape = items.shape();
        Tensor flat = items.reshape(shape[0] * shape[1], shape[2], shape[3], shape[4]);
        return ImageGrid.of(List.of(flat)).columns(offsets.length).text(text).png();
    }
}
