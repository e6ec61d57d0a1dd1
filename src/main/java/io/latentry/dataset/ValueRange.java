package io.latentry.dataset;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import java.nio.ByteBuffer;

/** Follows the smallest and largest value of a dataset, and refuses those that no method could use. */
final class ValueRange {

    private static final double BYTE_RANGE = 255;

    private final ItemShape shape;
    private final ElementType elementType;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;

    ValueRange(ItemShape shape, ElementType elementType) {
        this.shape = shape;
        this.elementType = elementType;
    }

    /** Looks at the rest of a little-endian buffer, which keeps its position. */
    void include(ByteBuffer item, int number) {
        if (elementType == ElementType.UINT8) {
            includeBytes(item);
        } else {
            includeFloats(item, number);
        }
    }

    private void includeBytes(ByteBuffer item) {
        int low = 255;
        int high = 0;
        for (int i = item.position(); i < item.limit(); i++) {
            int value = item.get(i) & 0xFF;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        minimum = Math.min(minimum, low / BYTE_RANGE);
        maximum = Math.max(maximum, high / BYTE_RANGE);
    }

    private void includeFloats(ByteBuffer item, int number) {
        for (int i = item.position(); i < item.limit(); i += Float.BYTES) {
            float value = item.getFloat(i);
            if (!Float.isFinite(value)) {
                throw refused(number, "NaN or infinity");
            }
            minimum = Math.min(minimum, value);
            maximum = Math.max(maximum, value);
        }
        if (shape.isImage() && (minimum < 0 || maximum > 1)) {
            throw refused(number, "a value outside [0, 1], where images of floats must lie; scale them, or send |u1");
        }
    }

    private static InvalidInputException refused(int number, String what) {
        return new InvalidInputException("invalid-values", "Item " + number + " holds " + what);
    }

    double minimum() {
        return minimum;
    }

    double maximum() {
        return maximum;
    }
}
