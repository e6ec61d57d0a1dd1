package io.latentry.model;

/** How a dataset stores a value: bytes that stand for [0, 255] (images), or floats in the data's own units. */
public enum ElementType {
    UINT8(1),
    FLOAT32(4);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }
}
