package io.latentry.evaluation.protocol;

import io.latentry.model.ElementType;
import io.latentry.model.Items;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/** Reads codes, or items that are their own. */
final class Values {

    private static final float BYTE_RANGE = 255;

    private Values() {}

    /**
     * Reads consecutive items.
     *
     * @param from the first, inclusive
     * @param to the last, exclusive
     * @return item after item; bytes as images in [0, 1]
     */
    static FloatBuffer read(Items items, int from, int to) {
        int[] indices = IntStream.range(from, to).toArray();
        int count = indices.length * items.shape().size();
        ByteBuffer bytes =
                ByteBuffer.allocate(count * items.elementType().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        items.gather(indices, 0, indices.length, bytes);
        bytes.flip();
        return items.elementType() == ElementType.FLOAT32 ? bytes.asFloatBuffer() : scale(bytes);
    }

    private static FloatBuffer scale(ByteBuffer bytes) {
        FloatBuffer values = FloatBuffer.allocate(bytes.remaining());
        while (bytes.hasRemaining()) {
            values.put((bytes.get() & 0xFF) / BYTE_RANGE);
        }
        return values.flip();
    }
}
