package io.latentry.model;

import io.latentry.core.error.ImpossibleException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Mean and variance of every value of an item, in the units of the API, by Welford's method in one pass.
 *
 * @param mean {@code [size]}
 * @param variance {@code [size]}, of the population
 */
public record ItemMoments(double[] mean, double[] variance) {

    private static final int CHUNK_BYTES = 1 << 22;

    /** Reads the items once, piece by piece. */
    public static ItemMoments of(Items items) {
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
        int count = Math.max(1, items.count());
        return new ItemMoments(
                mean, Arrays.stream(squares).map(sum -> sum / count).toArray());
    }

    /**
     * The same, of values that one can compute with.
     *
     * @throws ImpossibleException {@code values-not-finite} if one of them is not a number, or infinite
     */
    public static ItemMoments ofFinite(Items items) {
        ItemMoments moments = of(items);
        if (!Arrays.stream(moments.mean()).allMatch(Double::isFinite)) {
            throw notFinite();
        }
        return moments;
    }

    public static ImpossibleException notFinite() {
        return new ImpossibleException(
                "values-not-finite",
                "The values to compare are not all finite: the items are too far from the model's data");
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
}
