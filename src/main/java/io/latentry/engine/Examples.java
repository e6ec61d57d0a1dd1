package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Training items to begin with.
 *
 * @param reader of the items
 * @param order of their indices, by the seed
 * @param seed of the job
 */
record Examples(ChunkReader reader, int[] order, long seed) {

    /** The first of them, as they are stored; as many as there are at most. */
    NDArray read(NDManager manager, int count) {
        return reader.read(manager, order, 0, Math.min(count, order.length));
    }
}
