package io.latentry.engine;

/** A type of values that a safetensors file may hold, by the name that the format gives it. */
enum StoredType {
    F32(4),
    F16(2),
    BF16(2),
    F64(8),
    I64(8),
    U8(1);

    private final int bytes;

    StoredType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one value. */
    int bytes() {
        return bytes;
    }
}
