package io.latentry.evaluation.protocol;

import io.latentry.model.Tensor;
import java.nio.FloatBuffer;

/** What items differ from what they should be, item by item. */
final class Errors {

    /** What comes closer counts as so close: −10 log₁₀ of it is 100 dB. */
    private static final double LEAST = 1e-10;

    private final float[] deviations;
    private double squares;
    private double decibels;
    private long items;

    /**
     * Nothing yet.
     *
     * @param deviations of the columns of vectors, in which their differences are measured; empty for images
     */
    Errors(float[] deviations) {
        this.deviations = deviations;
    }

    /**
     * Takes items in.
     *
     * @param found {@code [batch, item…]}
     * @param right likewise
     */
    void add(Tensor found, Tensor right) {
        for (int i = 0; i < right.rows(); i++) {
            double mse = meanSquare(found.row(i), right.row(i));
            squares += mse;
            decibels += -10 * Math.log10(Math.max(LEAST, mse));
        }
        items += right.rows();
    }

    private double meanSquare(FloatBuffer found, FloatBuffer right) {
        double sum = 0;
        int size = right.remaining();
        for (int i = 0; i < size; i++) {
            double difference = found.get(i) - right.get(i);
            double scaled = deviations.length == 0 ? difference : difference / deviations[i];
            sum += scaled * scaled;
        }
        return sum / size;
    }

    /** Mean squared error per value. */
    double mse() {
        return squares / items;
    }

    /** The mean of the images' peak signal-to-noise ratios, −10 log₁₀ of each one's mean squared error, in dB. */
    double psnr() {
        return decibels / items;
    }
}
