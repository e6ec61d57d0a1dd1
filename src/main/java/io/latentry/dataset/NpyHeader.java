package io.latentry.dataset;

import io.latentry.core.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The head of an array in NumPy's NPY format, version 1 to 3
 * (<a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>).
 *
 * @param type of one value
 * @param shape sizes, outermost first; values follow in C order, little-endian
 */
public record NpyHeader(NpyType type, List<Integer> shape) {

    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int MAX_LENGTH = 4096;
    private static final int ALIGNMENT = 64;
    private static final int PREFIX = MAGIC.length + 4;

    public NpyHeader {
        shape = List.copyOf(shape);
    }

    /**
     * Reads a header and leaves the stream at the first value.
     *
     * @throws InvalidInputException with code {@code malformed-npy} if it is none, or of an array that is not understood
     */
    public static NpyHeader read(InputStream in) throws IOException {
        byte[] start = take(in, MAGIC.length + 2);
        if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw malformed("The array doesn't start as an NPY file does");
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw malformed("NPY version " + version + " is unknown");
        }
        return NpyHeaderParser.parse(new String(take(in, length(in, version)), StandardCharsets.UTF_8));
    }

    private static int length(InputStream in, int version) throws IOException {
        int size = version == 1 ? Short.BYTES : Integer.BYTES;
        byte[] field = Arrays.copyOf(take(in, size), Integer.BYTES);
        int length = ByteBuffer.wrap(field).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < 1 || length > MAX_LENGTH) {
            throw malformed("The NPY header is longer than " + MAX_LENGTH + " bytes");
        }
        return length;
    }

    private static byte[] take(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw malformed("The NPY header is cut off");
        }
        return bytes;
    }

    /** Writes the header in version 1, padded so that the values are aligned. */
    public void write(OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder("{'descr': '")
                .append(type.code())
                .append("', 'fortran_order': False, 'shape': ")
                .append(tuple())
                .append(", }");
        while ((PREFIX + text.length() + 1) % ALIGNMENT != 0) {
            text.append(' ');
        }
        byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
        out.write(MAGIC);
        out.write(new byte[] {1, 0, (byte) bytes.length, (byte) (bytes.length >> Byte.SIZE)});
        out.write(bytes);
    }

    /** As Python writes it: {@code (2, 3)}, {@code (2,)}. */
    private String tuple() {
        String sizes = shape.toString();
        return "(" + sizes.substring(1, sizes.length() - 1) + (shape.size() == 1 ? ",)" : ")");
    }

    /** The number of values; a product that no {@code long} holds is refused when the header is read. */
    public long count() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    static InvalidInputException malformed(String message) {
        return new InvalidInputException("malformed-npy", message);
    }
}
