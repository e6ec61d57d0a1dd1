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

    /** The same image as grey (its luma) or in colour (grey in each channel). */
    public Picture withChannels(int channels) {
        if (channels == shape.channels()) {
            return this;
        }
        ItemShape other = ItemShape.image(channels, shape.height(), shape.width());
        return new Picture(other, channels == 1 ? luma() : repeated());
    }

    private byte[] luma() {
        int area = shape.height() * shape.width();
        byte[] grey = new byte[area];
        for (int i = 0; i < area; i++) {
            int sum =
                    RED * (values[i] & 0xFF) + GREEN * (values[area + i] & 0xFF) + BLUE * (values[2 * area + i] & 0xFF);
            grey[i] = (byte) ((sum + 0x8000) >> Short.SIZE);
        }
        return grey;
    }

    private byte[] repeated() {
        byte[] colours = new byte[COLOURS * values.length];
        for (int channel = 0; channel < COLOURS; channel++) {
            System.arraycopy(values, 0, colours, channel * values.length, values.length);
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
