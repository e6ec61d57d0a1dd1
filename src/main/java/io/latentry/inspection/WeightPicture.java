package io.latentry.inspection;

import io.latentry.drawing.Axes;
import io.latentry.drawing.BarChart;
import io.latentry.drawing.ColourScale;
import io.latentry.drawing.GridText;
import io.latentry.drawing.ImageGrid;
import io.latentry.drawing.Numbers;
import io.latentry.model.ItemShape;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws weights: those that items meet as images of what a neuron looks for, kernels as images or grids of them, others as
 * a matrix.
 *
 * @param words for them
 * @param weights {@code [out, …]}, those that are drawn, or one for each value of an item
 * @param first the number of the first of them
 * @param items that the layer is given, if they are its input; of no pictures otherwise
 */
record WeightPicture(LearnedWords words, Tensor weights, int first, ItemShape items) {

    /** Kernels of a grid in each direction, and values of a matrix. */
    static final int MOST_KERNELS = 16;

    /** The longer side of an image, in pixels: of one among many, and of one alone. */
    private static final int SMALL = 72;

    private static final int LARGE = 224;

    private static final int MATRIX = 560;
    private static final int MOST_INPUTS = 1024;

    byte[] png() {
        int[] shape = weights.shape();
        if (shape.length == 1 && items.isPicture() && shape[0] == items.size()) {
            return images(weights.reshape(items.batch(1)), List.of());
        }
        if (shape.length == 1) {
            return bars();
        }
        if (shape.length == 2 && items.isPicture() && shape[1] == items.size()) {
            return images(weights.reshape(items.batch(shape[0])), numbers(first, shape[0]));
        }
        if (shape.length == 4 && (shape[1] == 1 || shape[1] == 3) && shape[2] * shape[3] > 1) {
            return images(weights, numbers(first, shape[0]));
        }
        return shape.length == 4 && shape[2] * shape[3] > 1 ? kernels() : matrix();
    }

    /** {@code [out, 1 or 3, height, width]}, one image each, with captions if there are several. */
    private byte[] images(Tensor images, List<String> captions) {
        int[] shape = images.shape();
        ColourScale scale = hasNegative(images)
                ? ColourScale.around(images, words.signed())
                : ColourScale.brightness(images, words.one());
        boolean grey = shape[1] == 1;
        Tensor drawn = grey ? scale.paint(images.reshape(shape[0], shape[2], shape[3])) : scale.mix(images);
        GridText text = GridText.titled(words.title()).captions(captions);
        return ImageGrid.of(List.of(drawn))
                .legible(captions.isEmpty() ? LARGE : SMALL)
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
        ColourScale scale = ColourScale.around(weights, words.signed());
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
        ColourScale scale = ColourScale.around(weights, words.signed());
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
                new Axes(words.title(), "output", words.one()),
                numbers(first, values.length),
                new BarChart.Values(words.one(), heights),
                List.of());
    }

    private static boolean hasNegative(Tensor values) {
        FloatBuffer buffer = values.values();
        while (buffer.hasRemaining()) {
            if (buffer.get() < 0) {
                return true;
            }
        }
        return false;
    }

    /** In colour, each channel has a sign of its own. */
    private static String colours(ColourScale scale) {
        String end = Numbers.text(scale.maximum());
        return scale.minimum() < 0
                ? "grey: 0; darker: negative, brighter: positive, to ±" + end
                : "black: 0; brightest: " + end;
    }

    private String part(int rows, int columns) {
        boolean whole = columns == weights.shape()[1] && rows == weights.rows();
        return whole ? words.title() : words.title() + " (a part)";
    }

    private static List<String> numbers(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(String::valueOf).toList();
    }
}
