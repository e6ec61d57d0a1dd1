package io.latentry.dataset;

import io.latentry.model.ItemShape;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Takes the values out of a decoded image. */
final class RasterBytes {

    private static final int OPAQUE = 0xFF;

    private RasterBytes() {}

    /** Whether all colours are grey; grey PNGs of less than 8 bits come with a palette. */
    static boolean isGrey(ColorModel model) {
        if (model instanceof IndexColorModel palette) {
            return IntStream.range(0, palette.getMapSize())
                    .allMatch(i -> palette.getRed(i) == palette.getGreen(i) && palette.getRed(i) == palette.getBlue(i));
        }
        return model.getColorSpace().getNumComponents() == 1;
    }

    /** The image's bytes, channel after channel. */
    static byte[] of(BufferedImage image, ItemShape shape) {
        if (shape.channels() == 3) {
            return colour(image);
        }
        boolean palette = image.getColorModel() instanceof IndexColorModel;
        return palette ? Arrays.copyOf(colour(image), shape.size()) : grey(image);
    }

    /** From the raster itself: Java's grey is linear, and its conversion to sRGB would change every value. */
    private static byte[] grey(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = raster.getWidth();
        int maximum = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        boolean transparent = raster.getNumBands() > 1;
        byte[] values = new byte[width * raster.getHeight()];
        int[] row = new int[width];
        int[] alphas = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            if (transparent) {
                raster.getSamples(0, y, width, 1, 1, alphas);
            }
            for (int x = 0; x < width; x++) {
                int alpha = transparent ? eightBits(alphas[x], maximum) : OPAQUE;
                values[y * width + x] = onWhite(eightBits(row[x], maximum), alpha);
            }
        }
        return values;
    }

    private static int eightBits(int sample, int maximum) {
        return (int) ((sample * 255L + maximum / 2) / maximum);
    }

    private static byte[] colour(BufferedImage image) {
        int width = image.getWidth();
        int area = width * image.getHeight();
        byte[] values = new byte[3 * area];
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int alpha = row[x] >>> 24;
                int i = y * width + x;
                values[i] = onWhite(row[x] >> 16 & 0xFF, alpha);
                values[area + i] = onWhite(row[x] >> 8 & 0xFF, alpha);
                values[2 * area + i] = onWhite(row[x] & 0xFF, alpha);
            }
        }
        return values;
    }

    private static byte onWhite(int value, int alpha) {
        return (byte) ((value * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}
