package io.latentry.evaluation.protocol;

import io.latentry.evaluation.protocol.Data.Stopped;
import io.latentry.model.Items;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * Items that refuse to be read once their reader is to stop: what is computed of many of them, chunk by chunk, ends with the
 * next chunk.
 *
 * @param items themselves
 * @param stop whether to stop
 */
record StoppableItems(Items items, BooleanSupplier stop) implements ItemsView {

    @Override
    public void gather(int[] indices, int from, int to, ByteBuffer target) {
        if (stop.getAsBoolean()) {
            throw new Stopped();
        }
        items.gather(indices, from, to, target);
    }
}
