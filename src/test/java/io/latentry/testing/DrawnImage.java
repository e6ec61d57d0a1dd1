package io.latentry.testing;

import java.awt.image.BufferedImage;

/**
 * A picture of one small image on the dark ground, with text around it, in which each value is a square.
 *
 * @param picture of it
 * @param width of the image, in values
 */
public record DrawnImage(BufferedImage picture, int width) {

    private static final int GROUND = 0x3A4149;

    /** The colour of a value, 0xRRGGBB. */
    public int rgb(int index) {
        int middle = picture.getHeight() / 2;
        int left = 0;
        while (isGround(left, middle)) {
            left++;
        }
        int right = left;
        while (!isGround(right, middle)) {
            right++;
        }
        int top = middle;
        while (!isGround(left, top - 1)) {
            top--;
        }
        int size = (right - left) / width;
        return rgb(left + index % width * size + size / 2, top + index / width * size + size / 2);
    }

    public int red(int index) {
        return rgb(index) >> 16;
    }

    public int blue(int index) {
        return rgb(index) & 0xFF;
    }

    private boolean isGround(int x, int y) {
        return rgb(x, y) == GROUND;
    }

    private int rgb(int x, int y) {
        return picture.getRGB(x, y) & 0xFFFFFF;
    }
}
