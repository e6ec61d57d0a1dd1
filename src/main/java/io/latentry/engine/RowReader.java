package io.latentry.engine;

import io.latentry.model.ElementType;
import io.latentry.model.Items;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads single items as float64: bytes as whole numbers, so that what is computed of them is exact. */
final class RowReader {

    private static final int WHITE = 255;

    private final Items items;
    private final int size;
    private final double unit;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

    /**
     * A reader.
     *
     * @param bytes whether floats are to be read in the unit of bytes, too: as 255 times their values
     */
    RowReader(Items items, boolean bytes) {
        this.items = items;
        this.size = items.shape().size();
        this.unit = bytes ? WHITE : 1;
    }

    /**
     * Reads items.
     *
     * @param indices of the split
     * @return {@code [indices, size]}
     */
    double[][] read(int[] indices) {
        int length =
                Math.multiplyExact(indices.length, size * items.elementType().bytes());
        if (buffer.capacity() < length) {
            buffer = ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
        }
        items.gather(indices, 0, indices.length, buffer.clear().limit(length));
        buffer.flip();
        double[][] rows = new double[indices.length][size];
        for (double[] row : rows) {
            next(row);
        }
        return rows;
    }

    private void next(double[] row) {
        boolean bytes = items.elementType() == ElementType.UINT8;
        for (int i = 0; i < row.length; i++) {
            row[i] = bytes ? buffer.get() & 0xFF : unit * buffer.getFloat();
        }
    }
}
