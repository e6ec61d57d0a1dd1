package io.latentry.inspection;

import io.latentry.model.Tensor;
import java.util.stream.IntStream;

/**
 * How much of the whole variance each principal component explains.
 *
 * @param total variance of all components
 * @param ratios of each to the whole, largest first; zeros if nothing varies
 * @param cumulative the same, each with all before it
 */
record VarianceShares(double total, double[] ratios, double[] cumulative) {

    static VarianceShares of(Tensor variances) {
        float[] values = variances.toArray();
        double total =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
        double[] ratios = new double[values.length];
        double[] cumulative = new double[values.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            ratios[i] = total == 0 ? 0 : values[i] / total;
            sum += ratios[i];
            cumulative[i] = sum;
        }
        return new VarianceShares(total, ratios, cumulative);
    }
}
