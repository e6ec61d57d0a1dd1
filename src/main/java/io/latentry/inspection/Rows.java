package io.latentry.inspection;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A range of an array's rows.
 *
 * @param offset of the first
 * @param limit to their number; null for all
 */
record Rows(int offset, @Nullable Integer limit) {

    /** The rows that there are, at least one. */
    Tensor of(Tensor whole) {
        int rows = whole.rows();
        if (offset < 0 || offset >= rows) {
            throw InvalidInputException.field("offset", "must be from 0 to " + (rows - 1));
        }
        if (limit != null && limit < 1) {
            throw InvalidInputException.field("limit", "must be at least 1");
        }
        return slice(whole, offset, limit == null ? rows : limit);
    }

    /** At most so many of the first rows. */
    static Tensor first(Tensor whole, int most) {
        return slice(whole, 0, most);
    }

    private static Tensor slice(Tensor whole, int from, int most) {
        int[] shape = whole.shape();
        shape[0] = Math.min(most, whole.rows() - from);
        int bytes = whole.rowSize() * Float.BYTES;
        return Tensor.wrap(whole.bytes().slice(from * bytes, shape[0] * bytes), shape);
    }
}
