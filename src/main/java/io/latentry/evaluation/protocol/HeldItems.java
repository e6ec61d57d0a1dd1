package io.latentry.evaluation.protocol;

import io.latentry.model.Items;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/**
 * Items that were copied into memory, for readers that go over them many times: where few are drawn of many, each lies on a page of
 * its own.
 *
 * @param items that were copied
 * @param copy item after item
 */
record HeldItems(Items items, ByteBuffer copy) implements ItemsView {

    private static final int MOST_BYTES = 1 << 26;

    /** The same items, held if they take little memory. */
    static Items of(Items items) {
        long bytes = (long) items.count() * bytes(items);
        if (bytes > MOST_BYTES) {
            return items;
        }
        ByteBuffer copy = ByteBuffer.allocateDirect((int) bytes);
        items.gather(IntStream.range(0, items.count()).toArray(), 0, items.count(), copy);
        return new HeldItems(items, copy.flip());
    }

    private static int bytes(Items items) {
        return items.shape().size() * items.elementType().bytes();
    }

    @Override
    public void gather(int[] indices, int from, int to, ByteBuffer target) {
        int size = bytes(items);
        for (int i = from; i < to; i++) {
            target.put(target.position(), copy, indices[i] * size, size);
            target.position(target.position() + size);
        }
    }
}
