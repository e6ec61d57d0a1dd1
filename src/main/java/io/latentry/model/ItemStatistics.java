package io.latentry.model;

/**
 * Mean and standard deviation of every value of an item, in the units of the API.
 *
 * @param mean {@code [size]}
 * @param deviation {@code [size]}, of the population; 1 where a value does not vary
 */
public record ItemStatistics(float[] mean, float[] deviation) {

    /** Reads the items once, piece by piece. */
    public static ItemStatistics of(Items items) {
        ItemMoments moments = ItemMoments.of(items);
        int size = items.shape().size();
        float[] means = new float[size];
        float[] deviations = new float[size];
        for (int i = 0; i < size; i++) {
            means[i] = (float) moments.mean()[i];
            float deviation = (float) Math.sqrt(moments.variance()[i]);
            deviations[i] = deviation > 0 ? deviation : 1;
        }
        return new ItemStatistics(means, deviations);
    }
}
