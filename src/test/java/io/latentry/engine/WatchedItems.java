package io.latentry.engine;

import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/**
 * Items that tell before they are read.
 *
 * @param items themselves
 * @param reading is told how many, and may refuse or delay it
 */
record WatchedItems(Items items, IntConsumer reading) implements Items {

    @Override
    public void gather(int[] indices, int from, int to, ByteBuffer target) {
        reading.accept(to - from);
        items.gather(indices, from, to, target);
    }

    @Override
    public ItemShape shape() {
        return items.shape();
    }

    @Override
    public ElementType elementType() {
        return items.elementType();
    }

    @Override
    public int count() {
        return items.count();
    }

    @Override
    public int label(int index) {
        return items.label(index);
    }
}
