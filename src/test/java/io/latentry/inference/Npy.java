package io.latentry.inference;

import io.latentry.dataset.TestArrays;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Arrays of requests and answers, apart from the code that is tested. */
final class Npy {

    private Npy() {}

    static byte[] floats(String shape, float... values) {
        return TestArrays.npy("<f4", shape, TestArrays.floats(values));
    }

    static String shape(byte[] file) {
        return header(file).replaceFirst(".*'shape': (\\([0-9, ]+\\)).*\\s*", "$1");
    }

    static float[] values(byte[] file) {
        int start = 10 + header(file).length();
        ByteBuffer bytes =
                ByteBuffer.wrap(file, start, file.length - start).slice().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    private static String header(byte[] file) {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
        return new String(file, 10, length, StandardCharsets.ISO_8859_1);
    }
}
