package io.latentry.inspection;

import io.latentry.drawing.Axes;
import io.latentry.drawing.BarChart;
import io.latentry.drawing.ColourScale;
import io.latentry.drawing.GridText;
import io.latentry.drawing.ImageGrid;
import io.latentry.drawing.Numbers;
import io.latentry.model.ItemShape;
import io.latentry.model.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws weights: those that items meet as images of what a neuron looks for, kernels as images or grids of them, others as
 * a matrix.
 *
 * @param title above the picture
 * @param weights {@code [out, …]}, those that are drawn
 * @param first the number of the first of them
 * @param items that the layer is given, if they are its input; of no pictures otherwise
 */
record WeightPicture(String title, Tensor weights, int first, ItemShape items) {

    /** Kernels of a grid in each direction, and values of a matrix. */
    static final int MOST_KERNELS = 16;

    private static final int MATRIX = 560;
    private static final int MOST_INPUTS = 1024;
    private static final String LABEL = "weight (blue: negative, red: positive)";

    byte[] png() {
        int[] shape = weights.shape();
        if (shape.length == 1) {
            return bars();
        }
        if (shape.length == 2 && items.isPicture() && shape[1] == items.size()) {
            return images(weights.reshape(items.batch(shape[0])));
        }
        if (shape.length == 4 && (shape[1] == 1 || shape[1] == 3) && shape[2] * shape[3] > 1) {
            return images(weights);
        }
        return shape.length == 4 && shape[2] * shape[3] > 1 ? kernels() : matrix();
    }

    /** {@code [out, 1 or 3, height, width]}, one image each. */
    private byte[] images(Tensor images) {
        int[] shape = images.shape();
        ColourScale scale = ColourScale.around(images, LABEL);
        boolean grey = shape[1] == 1;
        Tensor drawn = grey ? scale.paint(images.reshape(shape[0], shape[2], shape[3])) : scale.centre(images);
        GridText text = GridText.titled(title).captions(numbers(first, shape[0]));
        return ImageGrid.of(List.of(drawn))
                .text(grey ? text.scale(scale) : text.line(colours(scale)))
                .png();
    }

    /** {@code [out, in, height, width]}: a row for each output, a column for each input. */
    private byte[] kernels() {
        int[] shape = weights.shape();
        int rows = Math.min(MOST_KERNELS, shape[0]);
        int columns = Math.min(MOST_KERNELS, shape[1]);
        Tensor shown = Tensor.allocate(rows * columns, shape[2], shape[3]);
        int size = shape[2] * shape[3];
        for (int row = 0; row < rows; row++) {
            shown.values().position(row * columns * size).put(weights.row(row).slice(0, columns * size));
        }
        ColourScale scale = ColourScale.around(weights, LABEL);
        GridText text = GridText.titled(part(rows, columns))
                .rows(numbers(first, rows))
                .headings("columns: input channels; rows: output channels", numbers(0, columns))
                .scale(scale);
        return ImageGrid.of(List.of(scale.paint(shown)))
                .columns(columns)
                .legible(40)
                .text(text)
                .png();
    }

    /** {@code [out, in]} as one image. */
    private byte[] matrix() {
        int rows = weights.rows();
        int columns = Math.min(MOST_INPUTS, weights.rowSize());
        Tensor shown = Tensor.allocate(1, rows, columns);
        for (int row = 0; row < rows; row++) {
            shown.values().position(row * columns).put(weights.row(row).slice(0, columns));
        }
        ColourScale scale = ColourScale.around(weights, LABEL);
        GridText text = GridText.titled(part(rows, columns))
                .rows(List.of("outputs " + first + " to " + (first + rows - 1)))
                .headings("", List.of("inputs 0 to " + (columns - 1)))
                .scale(scale);
        return ImageGrid.of(List.of(scale.paint(shown)))
                .legible(MATRIX)
                .text(text)
                .png();
    }

    /** {@code [out]}: one number each. */
    private byte[] bars() {
        float[] values = weights.toArray();
        double[] heights =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        return BarChart.png(
                new Axes(title, "output", "weight"),
                numbers(first, values.length),
                new BarChart.Values("weight", heights),
                List.of());
    }

    /** In colour, each channel has a sign of its own. */
    private static String colours(ColourScale scale) {
        return "grey: 0; darker: negative, brighter: positive, to ±" + Numbers.text(scale.maximum());
    }

    private String part(int rows, int columns) {
        boolean whole = columns == weights.shape()[1] && rows == weights.rows();
        return whole ? title : title + " (a part)";
    }

    private static List<String> numbers(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(String::valueOf).toList();
    }
}
