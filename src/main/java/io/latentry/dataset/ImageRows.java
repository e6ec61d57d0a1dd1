package io.latentry.dataset;

import io.latentry.model.ItemShape;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.stream.IntStream;

/** Takes the values out of a decoded image, 8 bits each and a row at a time; what is transparent turns white. */
final class ImageRows {

    private static final int OPAQUE = 0xFF;

    private final BufferedImage image;
    private final boolean colour;
    private final byte[] row;
    private final int[] values;
    private final int[] alphas;

    ImageRows(BufferedImage image, ItemShape shape) {
        this.image = image;
        this.colour = shape.channels() == 3 || image.getColorModel() instanceof IndexColorModel;
        this.row = new byte[shape.channels() * shape.width()];
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

    /** A row, channel after channel; the next one takes its place. */
    byte[] row(int y) {
        if (colour) {
            readColour(y);
        } else {
            readGrey(y);
        }
        return row;
    }

    /** From the raster itself: Java's grey is linear, and its conversion to sRGB would change every value. */
    private void readGrey(int y) {
        Raster raster = image.getRaster();
        int maximum = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        boolean transparent = raster.getNumBands() > 1;
        raster.getSamples(0, y, values.length, 1, 0, values);
        if (transparent) {
            raster.getSamples(0, y, values.length, 1, 1, alphas);
        }
        for (int x = 0; x < row.length; x++) {
            int alpha = transparent ? eightBits(alphas[x], maximum) : OPAQUE;
            row[x] = onWhite(eightBits(values[x], maximum), alpha);
        }
    }

    private static int eightBits(int sample, int maximum) {
        return (int) ((sample * 255L + maximum / 2) / maximum);
    }

    /** Red, green and blue, or of a grey palette the first of them. */
    private void readColour(int y) {
        int width = values.length;
        image.getRGB(0, y, width, 1, values, 0, width);
        for (int start = 0, shift = 16; start < row.length; start += width, shift -= Byte.SIZE) {
            for (int x = 0; x < width; x++) {
                row[start + x] = onWhite(values[x] >> shift & 0xFF, values[x] >>> 24);
            }
        }
    }

    private static byte onWhite(int value, int alpha) {
        return (byte) ((value * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}
