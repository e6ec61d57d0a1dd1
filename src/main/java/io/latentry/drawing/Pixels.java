package io.latentry.drawing;

import io.latentry.model.Tensor;
import java.nio.FloatBuffer;

/** The colours of one image of a batch {@code [items, channels, height, width]} in [0, 1]. */
final class Pixels {

    private final FloatBuffer values;
    private final int channels;
    private final int width;
    private final int area;

    Pixels(Tensor images, int item) {
        int[] shape = images.shape();
        this.values = images.row(item);
        this.channels = shape[1];
        this.width = shape[3];
        this.area = shape[2] * width;
    }

    /** A pixel as 0xRRGGBB. */
    int rgb(int y, int x) {
        int position = y * width + x;
        if (channels == 1) {
            return level(position) * 0x010101;
        }
        return level(position) << 16 | level(area + position) << 8 | level(2 * area + position);
    }

    private int level(int position) {
        return Math.round(Math.min(1, Math.max(0, values.get(position))) * 255);
    }
}
