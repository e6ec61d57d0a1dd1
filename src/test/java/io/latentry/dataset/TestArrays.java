package io.latentry.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Bytes of arrays made for tests, right or wrong. */
public final class TestArrays {

    private TestArrays() {}

    public static byte[] npy(String type, String shape, byte[] body) {
        return npy("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }", body);
    }

    /** An NPY file of version 1 with any text as its header. */
    public static byte[] npy(String header, byte[] body) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(10 + text.length + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) text.length)
                .put(text)
                .put(body)
                .array();
    }

    public static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    public static byte[] doubles(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    public static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    /** An IDX file of bytes with the sizes that its header claims. */
    public static byte[] idx(byte[] body, int... sizes) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + body.length);
        bytes.put(new byte[] {0, 0, 8, (byte) sizes.length});
        for (int size : sizes) {
            bytes.putInt(size);
        }
        return bytes.put(body).array();
    }
}
