package io.latentry.dataset;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.model.Tensor;
import io.latentry.model.TensorRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.LongConsumer;

/** Reads an array of a request, after checking what its header promises. */
public final class NpyReader {

    /** The byte that stands for 1 in images, whose values are in [0, 1]. */
    public static final int IMAGE_BYTES = 255;

    private static final int CHUNK = 1 << 14;

    private NpyReader() {}

    /**
     * Reads a whole array of floats or bytes.
     *
     * @param maximumValues the most values to accept
     * @param admission told how many values there are before there is memory for them
     * @param divisor of bytes: {@link #IMAGE_BYTES}, or 1 for vectors, which are in their own units
     * @return its values in C order, of the array's own shape
     * @throws InvalidInputException if the stream doesn't hold exactly one array of finite {@code |u1}, {@code <f4} or
     *     {@code <f8}
     * @throws TooLargeException if there are more values than {@code maximumValues}
     */
    public static Tensor read(InputStream in, long maximumValues, LongConsumer admission, int divisor)
            throws IOException {
        NpyHeader header = NpyHeader.read(in);
        if (header.type() == NpyType.INT64) {
            throw NpyHeader.malformed("The array must be of |u1, <f4 or <f8");
        }
        if (header.count() > Math.min(maximumValues, Integer.MAX_VALUE / Float.BYTES)) {
            throw new TooLargeException(
                    "array-too-large",
                    "The array of shape " + header.shape() + " has over " + maximumValues + " values");
        }
        admission.accept(header.count());
        Tensor tensor = Tensor.allocate(
                header.shape().stream().mapToInt(Integer::intValue).toArray());
        if (header.type() == NpyType.FLOAT32) {
            copy(in, tensor.bytes());
        } else {
            widen(in, header.type(), tensor.values(), header.type() == NpyType.UINT8 ? divisor : 1);
        }
        checkFinite(tensor);
        if (in.read() >= 0) {
            throw NpyHeader.malformed("The array goes on after the values of its shape");
        }
        return tensor;
    }

    private static void copy(InputStream in, ByteBuffer target) throws IOException {
        byte[] chunk = new byte[Math.min(CHUNK, target.remaining())];
        while (target.hasRemaining()) {
            target.put(chunk, 0, read(in, chunk, target.remaining()));
        }
    }

    private static void widen(InputStream in, NpyType type, FloatBuffer target, float divisor) throws IOException {
        byte[] chunk = new byte[CHUNK];
        ByteBuffer source = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        while (target.hasRemaining()) {
            source.clear().limit(read(in, chunk, (long) target.remaining() * type.bytes()));
            while (source.hasRemaining()) {
                target.put(type.next(source) / divisor);
            }
        }
    }

    /** Fills a chunk as far as there is more. */
    private static int read(InputStream in, byte[] chunk, long rest) throws IOException {
        int length = (int) Math.min(chunk.length, rest);
        if (in.readNBytes(chunk, 0, length) < length) {
            throw NpyHeader.malformed("The array has fewer values than its shape says");
        }
        return length;
    }

    private static void checkFinite(Tensor tensor) {
        if (TensorRange.isFinite(tensor)) {
            return;
        }
        FloatBuffer values = tensor.values();
        while (values.hasRemaining()) {
            if (!Float.isFinite(values.get())) {
                throw NpyHeader.malformed("Value " + (values.position() - 1) + " of the array is NaN or infinite");
            }
        }
    }
}
