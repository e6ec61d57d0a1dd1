package io.latentry.dataset;

import io.latentry.model.ItemShape;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Takes the values out of a decoded image, 8 bits each and a row at a time; what is transparent turns white. */
final class ImageRows {

    private static final int OPAQUE = 0xFF;

    private final BufferedImage image;
    private final ItemShape shape;
    private final int[] values;
    private final int[] alphas;

    ImageRows(BufferedImage image, ItemShape shape) {
        this.image = image;
        this.shape = shape;
        this.values = new int[shape.width()];
        this.alphas = new int[shape.width()];
    }

    /** Whether all colours are grey; grey PNGs of less than 8 bits come with a palette. */
    static boolean isGrey(ColorModel model) {
        if (model instanceof IndexColorModel palette) {
            return IntStream.range(0, palette.getMapSize())
                    .allMatch(i -> palette.getRed(i) == palette.getGreen(i) && palette.getRed(i) == palette.getBlue(i));
        }
        return model.getColorSpace().getNumComponents() == 1;
    }

    /** A row, as an image of its own. */
    Picture row(int y) {
        ItemShape row = ItemShape.image(shape.channels(), 1, shape.width());
        boolean palette = image.getColorModel() instanceof IndexColorModel;
        return new Picture(row, palette || shape.channels() == 3 ? colour(y, row.size()) : grey(y));
    }

    /** From the raster itself: Java's grey is linear, and its conversion to sRGB would change every value. */
    private byte[] grey(int y) {
        Raster raster = image.getRaster();
        int maximum = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        boolean transparent = raster.getNumBands() > 1;
        raster.getSamples(0, y, values.length, 1, 0, values);
        if (transparent) {
            raster.getSamples(0, y, values.length, 1, 1, alphas);
        }
        byte[] bytes = new byte[values.length];
        for (int x = 0; x < bytes.length; x++) {
            int alpha = transparent ? eightBits(alphas[x], maximum) : OPAQUE;
            bytes[x] = onWhite(eightBits(values[x], maximum), alpha);
        }
        return bytes;
    }

    private static int eightBits(int sample, int maximum) {
        return (int) ((sample * 255L + maximum / 2) / maximum);
    }

    /** Red, green and blue, or of a grey palette the first of them. */
    private byte[] colour(int y, int size) {
        int width = values.length;
        image.getRGB(0, y, width, 1, values, 0, width);
        byte[] bytes = new byte[3 * width];
        for (int x = 0; x < width; x++) {
            int alpha = values[x] >>> 24;
            bytes[x] = onWhite(values[x] >> 16 & 0xFF, alpha);
            bytes[width + x] = onWhite(values[x] >> 8 & 0xFF, alpha);
            bytes[2 * width + x] = onWhite(values[x] & 0xFF, alpha);
        }
        return Arrays.copyOf(bytes, size);
    }

    private static byte onWhite(int value, int alpha) {
        return (byte) ((value * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}
