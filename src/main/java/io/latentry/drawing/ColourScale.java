package io.latentry.drawing;

import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What colours mean.
 *
 * @param palette of the colours
 * @param minimum value of the first colour
 * @param maximum value of the last colour
 * @param label what is coloured, with its unit
 */
public record ColourScale(Palette palette, double minimum, double maximum, String label) {

    private static final double MOST = 0.999;

    /**
     * The scale that fits values: around 0 if any is negative, from 0 on otherwise.
     *
     * @param values of any shape
     */
    public static ColourScale of(Tensor values, String label) {
        double lowest = 0;
        double highest = 0;
        FloatBuffer buffer = values.values();
        while (buffer.hasRemaining()) {
            float value = buffer.get();
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        double most = Math.max(highest, -lowest);
        double end = most == 0 ? 1 : most;
        return lowest < 0
                ? new ColourScale(Palette.SIGNED, -end, end, label)
                : new ColourScale(Palette.MAGNITUDE, 0, end, label);
    }

    /**
     * A scale around 0. What is beyond all but a thousandth of the values has the last colour, so that a few of them don't
     * make all others pale.
     *
     * @param values of any shape
     */
    public static ColourScale around(Tensor values, String label) {
        double end = end(values);
        return new ColourScale(Palette.SIGNED, -end, end, label);
    }

    /**
     * A scale of pictures: 0 is black, and white what is beyond all but a thousandth of the values.
     *
     * @param values of any shape, not negative
     */
    public static ColourScale brightness(Tensor values, String label) {
        return new ColourScale(Palette.GREY, 0, end(values), label);
    }

    private static double end(Tensor values) {
        float[] sizes = values.toArray();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(sizes[i]);
        }
        Arrays.sort(sizes);
        double end = sizes[(int) (MOST * (sizes.length - 1))];
        return end == 0 ? 1 : end;
    }

    double middle() {
        return (minimum + maximum) / 2;
    }

    private double place(float value) {
        return (value - minimum) / (maximum - minimum);
    }

    /**
     * Colours values.
     *
     * @param values {@code [items, height, width]}
     * @return {@code [items, 3, height, width]} in [0, 1], to be drawn
     */
    public Tensor paint(Tensor values) {
        int[] shape = values.shape();
        int area = shape[1] * shape[2];
        Tensor images = Tensor.allocate(shape[0], 3, shape[1], shape[2]);
        for (int item = 0; item < shape[0]; item++) {
            FloatBuffer source = values.row(item);
            FloatBuffer target = images.row(item);
            for (int pixel = 0; pixel < area; pixel++) {
                int rgb = palette.rgb(place(source.get(pixel)));
                target.put(pixel, (rgb >> 16) / 255f);
                target.put(area + pixel, (rgb >> 8 & 0xFF) / 255f);
                target.put(2 * area + pixel, (rgb & 0xFF) / 255f);
            }
        }
        return images;
    }

    /**
     * Makes colour images, in which each channel goes from the minimum to the maximum by itself.
     *
     * @param values {@code [items, 3, height, width]}
     * @return the same shape, in [0, 1] but for what is outside of the scale
     */
    public Tensor mix(Tensor values) {
        Tensor images = Tensor.allocate(values.shape());
        FloatBuffer source = values.values();
        FloatBuffer target = images.values();
        while (source.hasRemaining()) {
            target.put((float) place(source.get()));
        }
        return images;
    }
}
