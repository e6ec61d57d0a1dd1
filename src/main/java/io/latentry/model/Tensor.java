package io.latentry.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A dense array of floats outside the native heap: a shape and a direct little-endian buffer, row-major. What an NDArray
 * is inside the engine, a tensor is everywhere else.
 */
public final class Tensor {

    private final int[] shape;
    private final ByteBuffer bytes;

    private Tensor(int[] shape, ByteBuffer bytes) {
        this.shape = shape.clone();
        this.bytes = bytes;
    }

    /** A tensor of zeros. */
    public static Tensor allocate(int... shape) {
        int size = Math.multiplyExact(size(shape), Float.BYTES);
        return new Tensor(shape, DirectBuffers.allocate(size));
    }

    /** A tensor over existing little-endian floats, which are not copied and must be a direct buffer's whole rest. */
    public static Tensor wrap(ByteBuffer bytes, int... shape) {
        if (!bytes.isDirect() || bytes.remaining() != Math.multiplyExact(size(shape), Float.BYTES)) {
            throw new IllegalArgumentException("Not the direct bytes of " + Arrays.toString(shape));
        }
        return new Tensor(shape, bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    /** A tensor with a copy of {@code values}. */
    public static Tensor of(float[] values, int... shape) {
        Tensor tensor = allocate(shape);
        tensor.values().put(values);
        return tensor;
    }

    private static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    public int[] shape() {
        return shape.clone();
    }

    /** The first dimension. */
    public int rows() {
        return shape[0];
    }

    /** The number of values in one row. */
    public int rowSize() {
        return shape[0] == 0 ? size(Arrays.copyOfRange(shape, 1, shape.length)) : size(shape) / shape[0];
    }

    /** All values, as a view with its own position. */
    public FloatBuffer values() {
        return bytes().asFloatBuffer();
    }

    /** The values of one row, as a view. */
    public FloatBuffer row(int row) {
        return values().slice(row * rowSize(), rowSize());
    }

    /** All values as little-endian bytes, as a view with its own position. */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The same values in another shape of the same size. */
    public Tensor reshape(int... newShape) {
        return wrap(bytes(), newShape);
    }

    public float[] toArray() {
        float[] array = new float[size(shape)];
        values().get(array);
        return array;
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }
}
