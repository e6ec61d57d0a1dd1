package io.latentry.drawing;

import io.latentry.core.error.TooLargeException;
import io.latentry.model.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * Images side by side on a dark ground, enlarged by whole pixels so that small ones can be seen. Of several layers each
 * item's images stand above one another, such as input above output.
 *
 * @param layers tensors of one shape {@code [items, channels, height, width]}, 1 or 3 channels, values in [0, 1]; values
 *     outside are drawn as the nearest inside
 * @param columns images in a row, at most
 * @param legible pixels that an image's longer side has at least
 * @param text around the images
 */
public record ImageGrid(List<Tensor> layers, int columns, int legible, GridText text) {

    private static final int LEGIBLE = 72;
    private static final int MAX_COLUMNS = 16;
    private static final int LAYERED_COLUMNS = 10;

    public ImageGrid {
        layers = List.copyOf(layers);
        check(layers);
        columns = Math.min(columns, layers.get(0).rows());
    }

    /** A grid without text, about as high as wide, or of ten items a row if they have several layers. */
    public static ImageGrid of(List<Tensor> layers) {
        int square =
                layers.isEmpty() ? 0 : (int) Math.ceil(Math.sqrt(layers.get(0).rows()));
        int columns = layers.size() == 1 ? Math.min(MAX_COLUMNS, square) : LAYERED_COLUMNS;
        return new ImageGrid(layers, columns, LEGIBLE, GridText.NONE);
    }

    /** A sequence from left to right, in one row if there is room. */
    public static ImageGrid strip(Tensor items) {
        return of(List.of(items)).columns(MAX_COLUMNS);
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

    /** The same with another number of images in a row. */
    public ImageGrid columns(int most) {
        return new ImageGrid(layers, most, legible, text);
    }

    /** The same with images whose longer side has at least so many pixels. */
    public ImageGrid legible(int pixels) {
        return new ImageGrid(layers, columns, pixels, text);
    }

    /** The same with text around the images. */
    public ImageGrid text(GridText words) {
        return new ImageGrid(layers, columns, legible, words);
    }

    /**
     * Draws the grid, without the text where this machine has no fonts; the stream is left open.
     *
     * @throws TooLargeException if the picture would be too large; nothing is written then
     */
    public void write(OutputStream out) throws IOException {
        new GridPainter(this, Lettering.available(), out).paint();
    }

    /** The bytes of the PNG file that {@link #write} writes. */
    public byte[] png() {
        return png(Lettering.available());
    }

    byte[] png(Lettering lettering) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new GridPainter(this, lettering, out).paint();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
