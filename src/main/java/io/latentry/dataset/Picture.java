package io.latentry.dataset;

import io.latentry.model.ItemShape;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;

/**
 * A decoded image.
 *
 * @param shape {@code [channels, height, width]} with 1 channel (grey) or 3 (red, green, blue)
 * @param values its bytes, channel after channel, each row by row; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of one image's bytes, which is never compared
public record Picture(ItemShape shape, byte[] values) {

    private static final int COLOURS = 3;
    // ITU-R BT.601 luma, in 1/65536.
    private static final int RED = 19595;
    private static final int GREEN = 38470;
    private static final int BLUE = 7471;

    public Picture {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException(values.length + " bytes are no image of " + shape);
        }
    }

    /**
     * Brings pixels, channel after channel, to grey (their luma) or to colour (grey in each channel); pixels of as many
     * channels as are wanted are not copied.
     */
    static byte[] withChannels(byte[] pixels, int channels, int wanted) {
        if (channels == wanted) {
            return pixels;
        }
        return wanted == 1 ? luma(pixels) : repeated(pixels);
    }

    private static byte[] luma(byte[] pixels) {
        byte[] grey = new byte[pixels.length / COLOURS];
        for (int i = 0; i < grey.length; i++) {
            int red = RED * (pixels[i] & 0xFF);
            int green = GREEN * (pixels[grey.length + i] & 0xFF);
            int blue = BLUE * (pixels[2 * grey.length + i] & 0xFF);
            grey[i] = (byte) ((red + green + blue + 0x8000) >> Short.SIZE);
        }
        return grey;
    }

    private static byte[] repeated(byte[] grey) {
        byte[] colours = new byte[COLOURS * grey.length];
        for (int channel = 0; channel < COLOURS; channel++) {
            System.arraycopy(grey, 0, colours, channel * grey.length, grey.length);
        }
        return colours;
    }

    /** The image as a batch of one, {@code [1, channels, height, width]} in [0, 1]. */
    public Tensor tensor() {
        Tensor tensor = Tensor.allocate(shape.batch(1));
        FloatBuffer target = tensor.values();
        for (byte value : values) {
            target.put((value & 0xFF) / 255f);
        }
        return tensor;
    }
}
