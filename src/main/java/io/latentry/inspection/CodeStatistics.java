package io.latentry.inspection;

import io.latentry.model.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the codes of many items vary, dimension by dimension.
 *
 * @param means of every dimension
 * @param deviations the standard deviation of every dimension
 */
record CodeStatistics(double[] means, double[] deviations) {

    /**
     * Measures codes.
     *
     * @param codes {@code [items, dimensions]}
     */
    static CodeStatistics of(Tensor codes) {
        int dimensions = codes.rowSize();
        double[] means = new double[dimensions];
        double[] deviations = new double[dimensions];
        for (int item = 0; item < codes.rows(); item++) {
            for (int i = 0; i < dimensions; i++) {
                means[i] += codes.row(item).get(i) / (double) codes.rows();
            }
        }
        for (int item = 0; item < codes.rows(); item++) {
            for (int i = 0; i < dimensions; i++) {
                deviations[i] += Math.pow(codes.row(item).get(i) - means[i], 2) / codes.rows();
            }
        }
        for (int i = 0; i < dimensions; i++) {
            deviations[i] = Math.sqrt(deviations[i]);
        }
        return new CodeStatistics(means, deviations);
    }

    /** The dimensions that vary most, at most so many. */
    List<Integer> mostActive(int count) {
        return IntStream.range(0, deviations.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> deviations[i]).reversed())
                .limit(count)
                .toList();
    }
}
