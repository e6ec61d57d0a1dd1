package io.latentry.inspection;

import io.latentry.model.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What shares of a whole variance directions have.
 *
 * @param total the whole
 * @param ratios of each direction to the whole; zeros if nothing varies
 * @param cumulative the same, each with all before it
 */
record VarianceShares(double total, double[] ratios, double[] cumulative) {

    /** Directions that make up the whole. */
    static VarianceShares of(double[] variances) {
        return of(variances, Arrays.stream(variances).sum());
    }

    /** The same of all directions that codes have. */
    static VarianceShares of(Tensor variances) {
        return of(doubles(variances));
    }

    /** Directions of a space that may have more. */
    static VarianceShares of(double[] variances, double total) {
        double[] ratios = new double[variances.length];
        double[] cumulative = new double[variances.length];
        double sum = 0;
        for (int i = 0; i < variances.length; i++) {
            ratios[i] = total == 0 ? 0 : variances[i] / total;
            sum += ratios[i];
            cumulative[i] = Math.min(1, sum); // but for rounding
        }
        return new VarianceShares(total, ratios, cumulative);
    }

    static double[] doubles(Tensor variances) {
        return IntStream.range(0, variances.rows())
                .mapToDouble(i -> variances.values().get(i))
                .toArray();
    }
}
