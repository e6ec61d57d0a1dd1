package io.latentry.dataset.ingest;

import io.latentry.dataset.NpyType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the head of an IDX file, the format of MNIST: two zero bytes, the type, the rank, and big-endian sizes
 * (<a href="https://yann.lecun.com/exdb/mnist/">LeCun, Cortes and Burges</a>).
 */
final class IdxHeader {

    private static final int MAGIC = 4;
    private static final int FIRST_TYPE = 0x08;
    private static final int LAST_TYPE = 0x0E;
    private static final int MAX_RANK = 4;

    private IdxHeader() {}

    static boolean isMagic(byte[] start) {
        return start.length >= MAGIC
                && start[0] == 0
                && start[1] == 0
                && start[2] >= FIRST_TYPE
                && start[2] <= LAST_TYPE
                && start[3] >= 1
                && start[3] <= MAX_RANK;
    }

    static ArrayHeader read(String field, InputStream in) throws IOException {
        byte[] magic = in.readNBytes(MAGIC);
        if (!isMagic(magic)) {
            throw Malformed.file(field, "doesn't start as an IDX file does");
        }
        byte[] sizes = in.readNBytes(magic[3] * Integer.BYTES);
        if (sizes.length < magic[3] * Integer.BYTES) {
            throw Malformed.file(field, "is cut off in its IDX header");
        }
        return new ArrayHeader(type(field, magic[2]), ByteOrder.BIG_ENDIAN, shape(field, sizes));
    }

    private static NpyType type(String field, byte code) {
        return switch (code) {
            case 0x08 -> NpyType.UINT8;
            case 0x0D -> NpyType.FLOAT32;
            case 0x0E -> NpyType.FLOAT64;
            default ->
                throw Malformed.file(
                        field,
                        "has IDX type 0x0" + Integer.toHexString(code)
                                + "; bytes (0x08), floats (0x0d) and doubles (0x0e) are understood");
        };
    }

    private static List<Integer> shape(String field, byte[] sizes) {
        List<Integer> shape = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(sizes);
        while (buffer.hasRemaining()) {
            int size = buffer.getInt();
            if (size < 1) {
                throw Malformed.file(field, "has a size of " + Integer.toUnsignedString(size) + " in its IDX header");
            }
            shape.add(size);
        }
        return shape;
    }
}
