package io.latentry.testing;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Judges generated items by coverage (Naeem et al. 2020, "Reliable Fidelity and Diversity Metrics for Generative
 * Models", equation 4): the fraction of real items that have a generated one nearer than their fifth nearest real
 * neighbour. Samples that are unreal, or all alike, cover little. On the 500 test images of fashion-sample, 500 training
 * images cover .96, a good VAE's samples .7 to .8, a Gaussian fitted to the pixels .35, the mean image .08, uniform noise
 * and an untrained decoder less than .01.
 */
public final class SampleQuality {

    /** Half of the real items. */
    public static final double THRESHOLD = 0.5;

    private static final int NEIGHBOURS = 5;

    private final float[][] real;
    private final double[] radii;

    /** Judges by the likeness to real items, one a row. */
    public SampleQuality(float[][] real) {
        this.real = real;
        this.radii = Arrays.stream(real).mapToDouble(this::radius).toArray();
    }

    /** The fraction of real items that the generated ones cover. */
    public double coverage(float[][] generated) {
        return IntStream.range(0, real.length)
                        .filter(i ->
                                Arrays.stream(generated).anyMatch(item -> squaredDistance(item, real[i]) <= radii[i]))
                        .count()
                / (double) real.length;
    }

    /** Position 0 of the sorted distances is the item itself. */
    private double radius(float[] item) {
        return Arrays.stream(real)
                .mapToDouble(other -> squaredDistance(item, other))
                .sorted()
                .skip(NEIGHBOURS)
                .findFirst()
                .orElseThrow();
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }
}
