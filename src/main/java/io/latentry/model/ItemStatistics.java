package io.latentry.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/**
 * Mean and standard deviation of every value of an item, in the units of the API, by Welford's method in one pass.
 *
 * @param mean {@code [size]}
 * @param deviation {@code [size]}, of the population; 1 where a value does not vary
 */
public record ItemStatistics(float[] mean, float[] deviation) {

    private static final int CHUNK_BYTES = 1 << 22;

    /** Reads the items once, piece by piece. */
    public static ItemStatistics of(Items items) {
        int size = items.shape().size();
        int itemBytes = size * items.elementType().bytes();
        int chunk = Math.max(1, CHUNK_BYTES / itemBytes);
        ByteBuffer buffer = ByteBuffer.allocateDirect(chunk * itemBytes).order(ByteOrder.LITTLE_ENDIAN);
        double[] mean = new double[size];
        double[] squares = new double[size];
        for (int from = 0; from < items.count(); from += chunk) {
            int to = Math.min(items.count(), from + chunk);
            items.gather(IntStream.range(from, to).toArray(), 0, to - from, buffer.clear());
            for (int row = 0; row < to - from; row++) {
                add(buffer, items.elementType(), row, from + row + 1, mean, squares);
            }
        }
        return of(mean, squares, items.count());
    }

    private static void add(ByteBuffer buffer, ElementType type, int row, int count, double[] mean, double[] squares) {
        for (int i = 0; i < mean.length; i++) {
            int position = row * mean.length + i;
            double value = type == ElementType.UINT8
                    ? (buffer.get(position) & 0xFF) / 255.0
                    : buffer.getFloat(position * Float.BYTES);
            double difference = value - mean[i];
            mean[i] += difference / count;
            squares[i] += difference * (value - mean[i]);
        }
    }

    private static ItemStatistics of(double[] mean, double[] squares, int count) {
        float[] means = new float[mean.length];
        float[] deviations = new float[mean.length];
        for (int i = 0; i < mean.length; i++) {
            means[i] = (float) mean[i];
            float deviation = (float) Math.sqrt(squares[i] / Math.max(1, count));
            deviations[i] = deviation > 0 ? deviation : 1;
        }
        return new ItemStatistics(means, deviations);
    }
}
