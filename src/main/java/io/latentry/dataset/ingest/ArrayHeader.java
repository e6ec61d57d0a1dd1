package io.latentry.dataset.ingest;

import io.latentry.dataset.NpyHeader;
import io.latentry.dataset.NpyType;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What an array file says of its values.
 *
 * @param type of one value
 * @param order of its bytes
 * @param shape sizes, outermost first
 */
record ArrayHeader(NpyType type, ByteOrder order, List<Integer> shape) {

    static ArrayHeader of(NpyHeader header) {
        return new ArrayHeader(header.type(), ByteOrder.LITTLE_ENDIAN, header.shape());
    }

    /** The number of items. */
    int count() {
        return shape.get(0);
    }

    /** The sizes of one item. */
    List<Integer> rowShape() {
        return shape.subList(1, shape.size());
    }

    /** The number of values in one item. */
    long rowSize() {
        return rowShape().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** The size of all values. */
    long bytes() {
        return Math.multiplyExact(Math.multiplyExact(rowSize(), count()), type.bytes());
    }
}
