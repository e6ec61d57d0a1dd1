package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.latentry.model.ElementType;
import io.latentry.model.Items;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Gathers items into one native buffer, which each call overwrites. */
final class ChunkReader {

    private final Items items;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

    ChunkReader(Items items) {
        this.items = items;
    }

    Items items() {
        return items;
    }

    /**
     * Reads items.
     *
     * @param indices of the split
     * @param from the first of them, inclusive
     * @param to the last of them, exclusive
     * @return {@code [to − from, item…]} as it is stored, valid until the next call
     */
    NDArray read(NDManager manager, int[] indices, int from, int to) {
        int bytes = Math.multiplyExact(
                to - from, items.shape().size() * items.elementType().bytes());
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        items.gather(indices, from, to, buffer.clear().limit(bytes));
        DataType type = items.elementType() == ElementType.UINT8 ? DataType.UINT8 : DataType.FLOAT32;
        return manager.create(buffer.flip(), shape(to - from), type);
    }

    /** The labels of the same items, {@code [to − from]} of int64; −1 where items have none. */
    NDArray labels(NDManager manager, int[] indices, int from, int to) {
        return manager.create(IntStream.range(from, to)
                .mapToLong(i -> items.label(indices[i]))
                .toArray());
    }

    private Shape shape(int count) {
        return new Shape(
                Arrays.stream(items.shape().batch(count)).asLongStream().toArray());
    }
}
