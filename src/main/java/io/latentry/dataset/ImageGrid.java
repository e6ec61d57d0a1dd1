package io.latentry.dataset;

import io.latentry.model.Tensor;
import io.latentry.model.TooLargeException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

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

    static {
        ImageIO.setUseCache(false);
    }

    private final List<Tensor> layers;
    private final int[] shape;
    private final int scale;
    private final int columns;

    private ImageGrid(List<Tensor> layers, int columns) {
        this.layers = layers;
        this.shape = layers.get(0).shape();
        int longest = Math.max(height(), width());
        this.scale = Math.max(1, (LEGIBLE + longest - 1) / longest);
        this.columns = Math.min(columns, count());
    }

    /**
     * Draws a grid.
     *
     * @param layers tensors of one shape {@code [items, channels, height, width]}, 1 or 3 channels, values in [0, 1];
     *     values outside are drawn as the nearest inside
     * @return the bytes of a PNG file
     * @throws TooLargeException if the picture would be too large
     */
    public static byte[] png(List<Tensor> layers) {
        check(layers);
        int square = (int) Math.ceil(Math.sqrt(layers.get(0).rows()));
        int columns = layers.size() == 1 ? Math.min(MAX_COLUMNS, square) : LAYERED_COLUMNS;
        return new ImageGrid(layers, columns).encode();
    }

    /**
     * Draws a sequence from left to right, in one row if there is room.
     *
     * @param items as a layer of {@link #png}
     * @return the bytes of a PNG file
     * @throws TooLargeException if the picture would be too large
     */
    public static byte[] strip(Tensor items) {
        List<Tensor> layers = List.of(items);
        check(layers);
        return new ImageGrid(layers, MAX_COLUMNS).encode();
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

    private byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(draw(), "png", out);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return out.toByteArray();
    }

    private BufferedImage draw() {
        BufferedImage canvas = canvas();
        for (int item = 0; item < count(); item++) {
            int x = GAP + item % columns * cellWidth();
            int top = GAP + item / columns * blockHeight();
            for (int layer = 0; layer < layers.size(); layer++) {
                draw(canvas, x, top + layer * cellHeight(), new Pixels(layers.get(layer), item));
            }
        }
        return canvas;
    }

    private BufferedImage canvas() {
        int blocks = (count() + columns - 1) / columns;
        long pixelWidth = GAP + (long) columns * cellWidth();
        long pixelHeight = GAP + (long) blocks * blockHeight() - blockGap();
        if (pixelWidth * pixelHeight > MAX_PIXELS) {
            throw new TooLargeException(
                    "picture-too-large",
                    "A grid of " + pixelWidth + "×" + pixelHeight + " pixels is too large; ask for fewer items");
        }
        BufferedImage canvas = new BufferedImage((int) pixelWidth, (int) pixelHeight, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[(int) pixelWidth];
        Arrays.fill(row, BACKGROUND);
        for (int y = 0; y < pixelHeight; y++) {
            canvas.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return canvas;
    }

    private void draw(BufferedImage canvas, int left, int top, Pixels pixels) {
        int[] row = new int[width() * scale];
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = pixels.rgb(y, x / scale);
            }
            for (int repeat = 0; repeat < scale; repeat++) {
                canvas.setRGB(left, top + y * scale + repeat, row.length, 1, row, 0, row.length);
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
