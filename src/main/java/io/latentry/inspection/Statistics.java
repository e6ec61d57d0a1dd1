package io.latentry.inspection;

import io.latentry.model.Tensor;
import java.nio.FloatBuffer;

/**
 * Numbers in short.
 *
 * @param count how many they are
 * @param minimum the least
 * @param maximum the greatest
 * @param mean of all
 * @param standardDeviation of all, with n in the denominator
 */
record Statistics(long count, double minimum, double maximum, double mean, double standardDeviation) {

    static Statistics of(Tensor values) {
        double minimum = Double.POSITIVE_INFINITY;
        double maximum = Double.NEGATIVE_INFINITY;
        double sum = 0;
        FloatBuffer buffer = values.values();
        long count = buffer.remaining();
        while (buffer.hasRemaining()) {
            float value = buffer.get();
            minimum = Math.min(minimum, value);
            maximum = Math.max(maximum, value);
            sum += value;
        }
        double mean = sum / count;
        return new Statistics(count, minimum, maximum, mean, deviation(values, mean));
    }

    private static double deviation(Tensor values, double mean) {
        double squares = 0;
        FloatBuffer buffer = values.values();
        int count = buffer.remaining();
        while (buffer.hasRemaining()) {
            double difference = buffer.get() - mean;
            squares += difference * difference;
        }
        return Math.sqrt(squares / count);
    }
}
