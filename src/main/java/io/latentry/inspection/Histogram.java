package io.latentry.inspection;

import io.latentry.drawing.Axes;
import io.latentry.drawing.PointChart;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;

/**
 * How often values are in each of some intervals of equal width.
 *
 * @param edges of the intervals, one more than there are intervals
 * @param counts of the values from an edge, inclusive, to the next, exclusive
 */
record Histogram(double[] edges, long[] counts) {

    private static final int BINS = 50;

    static Histogram of(Tensor values, Statistics statistics) {
        double width = roundUp((statistics.maximum() - statistics.minimum()) / BINS);
        long first = (long) Math.floor(statistics.minimum() / width);
        int bins = (int) ((long) Math.floor(statistics.maximum() / width) - first) + 1;
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = (first + i) * width;
        }
        long[] counts = new long[bins];
        FloatBuffer buffer = values.values();
        while (buffer.hasRemaining()) {
            int bin = (int) ((long) Math.floor(buffer.get() / width) - first);
            counts[Math.min(bins - 1, Math.max(0, bin))]++;
        }
        return new Histogram(edges, counts);
    }

    /** To 1, 2 or 5 times a power of ten, so that the edges are numbers that people can read. */
    private static double roundUp(double width) {
        if (width <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(width)));
        double digit = width / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    byte[] png(LearnedWords words) {
        return PointChart.steps(new Axes(words.title(), words.one(), "number of " + words.many()), edges, counts);
    }
}
