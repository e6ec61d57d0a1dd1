package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.latentry.model.Items;
import java.util.stream.IntStream;

/** Goes over all items in their order, a chunk at a time, so that no more of them is ever in memory. */
final class ItemPass {

    private final ChunkReader reader;
    private final int[] order;
    private final int rows;

    /** What is done with a chunk. */
    interface Step {

        /**
         * Takes a chunk.
         *
         * @param call is closed afterwards
         * @param chunk {@code [rows, item…]} as it is stored, valid for this call
         * @param from the first item's position
         */
        void take(NDManager call, NDArray chunk, int from);
    }

    /**
     * A way over the items.
     *
     * @param bytes that a chunk takes at most, unless a single item takes more
     */
    ItemPass(Items items, int bytes) {
        this(items, bytes, items.shape().size());
    }

    /**
     * The same.
     *
     * @param values that an item takes, its own or what is made of it, in float32
     */
    ItemPass(Items items, int bytes, long values) {
        this.reader = new ChunkReader(items);
        this.order = IntStream.range(0, items.count()).toArray();
        this.rows = (int) Math.max(1, bytes / Float.BYTES / values);
    }

    void each(NDManager manager, Step step) {
        for (int from = 0; from < order.length; from += rows) {
            int to = Math.min(order.length, from + rows);
            try (NDManager call = manager.newSubManager()) {
                step.take(call, reader.read(call, order, from, to), from);
            }
        }
    }

    /** The labels of a chunk's items, {@code [rows]}. */
    NDArray labels(NDManager call, NDArray chunk, int from) {
        return reader.labels(call, order, from, from + (int) chunk.size(0));
    }
}
