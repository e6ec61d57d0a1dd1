package io.latentry.dataset;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;

/** The types of NPY arrays that are understood; everything else is refused. */
public enum NpyType {
    UINT8("|u1", 1),
    INT64("<i8", 8),
    FLOAT32("<f4", 4),
    FLOAT64("<f8", 8);

    private final String code;
    private final int bytes;

    NpyType(String code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    static Optional<NpyType> of(String code) {
        return Stream.of(values()).filter(type -> type.code.equals(code)).findFirst();
    }

    /** As NumPy writes it, {@code <f4}. */
    public String code() {
        return code;
    }

    /** The size of one value. */
    public int bytes() {
        return bytes;
    }

    /** Reads one value of this type at the position of a little-endian buffer; bytes are unsigned. */
    public float next(ByteBuffer source) {
        return switch (this) {
            case UINT8 -> source.get() & 0xFF;
            case INT64 -> source.getLong();
            case FLOAT32 -> source.getFloat();
            case FLOAT64 -> (float) source.getDouble();
        };
    }
}
