package io.latentry.model;

import java.nio.ByteBuffer;

/** The items of one split of a dataset, read from disk as they are asked for. Safe for use by several threads. */
public interface Items {

    ItemShape shape();

    ElementType elementType();

    int count();

    /**
     * Copies items, as they are stored (little-endian, item after item), to the target's position and advances it.
     *
     * @param indices positions within this split, each in {@code [0, count)}
     * @param from the first of {@code indices} to copy, inclusive
     * @param to the last of {@code indices} to copy, exclusive
     * @param target has {@code (to - from) * shape().size() * elementType().bytes()} bytes remaining
     */
    void gather(int[] indices, int from, int to, ByteBuffer target);

    /**
     * An item's label, from 0.
     *
     * @param index position within this split
     * @return −1 if items have no labels
     */
    int label(int index);
}
