package io.latentry.dataset;

import io.latentry.model.Tensor;
import io.latentry.model.TooLargeException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws images as one PNG, side by side on a dark ground, enlarged by whole pixels so that small ones can be seen. Of
 * several layers each item's images stand above one another, such as input above output.
 */
public final class ImageGrid {

    private static final int BACKGROUND = 0x3A4149;
    private static final int LEGIBLE = 72;
    private static final int GAP = 4;
    private static final int BLOCK_GAP = 16;
    private static final int MAX_COLUMNS = 16;
    private static final int LAYERED_COLUMNS = 10;
    private static final long MAX_PIXELS = 32_000_000;

    private final List<Tensor> layers;
    private final int[] shape;
    private final int scale;
    private final int columns;
    private final int pixelWidth;
    private final int pixelHeight;

    private ImageGrid(List<Tensor> layers, int columns) {
        this.layers = layers;
        this.shape = layers.get(0).shape();
        int longest = Math.max(height(), width());
        this.scale = Math.max(1, (LEGIBLE + longest - 1) / longest);
        this.columns = Math.min(columns, count());
        int blocks = (count() + this.columns - 1) / this.columns;
        long right = GAP + (long) this.columns * cellWidth();
        long bottom = GAP + (long) blocks * blockHeight() - blockGap();
        if (right * bottom > MAX_PIXELS) {
            throw new TooLargeException(
                    "picture-too-large",
                    "A grid of " + right + "×" + bottom + " pixels is too large; ask for fewer items");
        }
        this.pixelWidth = (int) right;
        this.pixelHeight = (int) bottom;
    }

    /**
     * Draws a grid; each row is drawn as it is written, and the stream is left open.
     *
     * @param layers tensors of one shape {@code [items, channels, height, width]}, 1 or 3 channels, values in [0, 1];
     *     values outside are drawn as the nearest inside
     * @throws TooLargeException if the picture would be too large; nothing is written then
     */
    public static void png(List<Tensor> layers, OutputStream out) throws IOException {
        check(layers);
        int square = (int) Math.ceil(Math.sqrt(layers.get(0).rows()));
        int columns = layers.size() == 1 ? Math.min(MAX_COLUMNS, square) : LAYERED_COLUMNS;
        new ImageGrid(layers, columns).write(out);
    }

    /**
     * Draws a sequence from left to right, in one row if there is room.
     *
     * @param items as a layer of {@link #png}
     * @throws TooLargeException as above
     */
    public static void strip(Tensor items, OutputStream out) throws IOException {
        List<Tensor> layers = List.of(items);
        check(layers);
        new ImageGrid(layers, MAX_COLUMNS).write(out);
    }

    private static void check(List<Tensor> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("Nothing to draw");
        }
        int[] shape = layers.get(0).shape();
        boolean images = shape.length == 4 && shape[0] > 0 && (shape[1] == 1 || shape[1] == 3);
        if (!images || layers.stream().anyMatch(layer -> !Arrays.equals(layer.shape(), shape))) {
            throw new IllegalArgumentException("Not images of one shape: " + layers);
        }
    }

    private int count() {
        return shape[0];
    }

    private int height() {
        return shape[2];
    }

    private int width() {
        return shape[3];
    }

    private void write(OutputStream out) throws IOException {
        PngWriter png = new PngWriter(out, pixelWidth, pixelHeight);
        gap(GAP, png);
        for (int first = 0; first < count(); first += columns) {
            if (first > 0) {
                gap(blockGap(), png);
            }
            for (Tensor layer : layers) {
                draw(layer, first, png);
                gap(GAP, png);
            }
        }
        png.finish();
    }

    private void gap(int height, PngWriter png) throws IOException {
        for (int y = 0; y < height; y++) {
            png.row(ground());
        }
    }

    private int[] ground() {
        int[] row = new int[pixelWidth];
        Arrays.fill(row, BACKGROUND);
        return row;
    }

    /** Draws one layer of a row of items. */
    private void draw(Tensor layer, int first, PngWriter png) throws IOException {
        int end = Math.min(count(), first + columns);
        List<Pixels> items = IntStream.range(first, end)
                .mapToObj(item -> new Pixels(layer, item))
                .toList();
        for (int y = 0; y < height(); y++) {
            int[] row = ground();
            for (int column = 0; column < items.size(); column++) {
                int left = GAP + column * cellWidth();
                for (int x = 0; x < width() * scale; x++) {
                    row[left + x] = items.get(column).rgb(y, x / scale);
                }
            }
            for (int repeat = 0; repeat < scale; repeat++) {
                png.row(row);
            }
        }
    }

    private int cellWidth() {
        return width() * scale + GAP;
    }

    private int cellHeight() {
        return height() * scale + GAP;
    }

    private int blockHeight() {
        return layers.size() * cellHeight() + blockGap();
    }

    /** Sets an item's layers apart from the next row of items. */
    private int blockGap() {
        return layers.size() == 1 ? 0 : BLOCK_GAP;
    }
}
