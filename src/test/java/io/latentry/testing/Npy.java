package io.latentry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code <f4} arrays that the server answers and writes bytes, independently of the server's code. */
public final class Npy {

    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([0-9, ]+)\\), \\}\\s*");

    private Npy() {}

    /** A file of bytes. */
    public static byte[] file(byte[] values, int... shape) {
        String numbers = Arrays.toString(shape);
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': ("
                + numbers.substring(1, numbers.length() - 1) + "), }";
        ByteBuffer file = ByteBuffer.allocate(128 + values.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("\u0093NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 118);
        file.put("%-117s\n".formatted(header).getBytes(StandardCharsets.ISO_8859_1));
        return file.put(values).array();
    }

    /** The shape as Python writes it, such as {@code (2, 3)}. */
    public static String shape(byte[] file) {
        int headerLength = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
        Matcher header = HEADER.matcher(new String(file, 10, headerLength, StandardCharsets.ISO_8859_1));
        assertThat(header.matches()).as(header::toString).isTrue();
        return "(" + header.group(1) + ")";
    }

    /** The array as one row per index of its first dimension. */
    public static float[][] rows(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = bytes.getShort(8);
        Matcher header = HEADER.matcher(new String(file, 10, headerLength, StandardCharsets.ISO_8859_1));
        assertThat(header.matches()).as(header::toString).isTrue();
        int[] shape = Arrays.stream(header.group(1).split(",\\s*"))
                .mapToInt(Integer::parseInt)
                .toArray();
        int width = Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
        assertThat(file.length).isEqualTo(10 + headerLength + shape[0] * width * Float.BYTES);
        bytes.position(10 + headerLength);
        float[][] rows = new float[shape[0]][width];
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = bytes.getFloat();
            }
        }
        return rows;
    }
}
