package io.latentry.inference;

import io.latentry.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Collects values of unknown number in a direct buffer that grows. */
final class FloatCollector {

    private static final int INITIAL_BYTES = 16 * 1024;

    private ByteBuffer bytes = allocate(INITIAL_BYTES);

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    void add(float value) {
        if (bytes.remaining() < Float.BYTES) {
            bytes = allocate((int) Math.min(2L * bytes.capacity(), Integer.MAX_VALUE - Byte.SIZE))
                    .put(bytes.flip());
        }
        bytes.putFloat(value);
    }

    /** The values as a tensor; nothing can be added afterwards. */
    Tensor tensor(int... shape) {
        return Tensor.wrap(bytes.flip(), shape);
    }
}
