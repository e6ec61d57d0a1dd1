package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.model.Items;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Items less their mean and by their deviation, with their labels, a chunk at a time. If they are few, they are read once
 * and kept.
 */
final class StandardisedItems {

    static final String PROGRAM = """
            # [rows, item…] as stored → [rows, d], of mean 0 and a variance of 1 at most
            def standardise(self, x: Tensor, mean: Tensor, inverse: Tensor) -> Tensor:
              return torch.mul_(torch.reshape(x, [x.size(0), -1]) - mean, inverse)
            """;

    private final TorchProgram program;
    private final NDManager manager;
    private final Items items;
    private final ItemPass pass;
    private final NDList standards;
    private final boolean keep;
    private final List<Chunk> kept = new ArrayList<>();
    private boolean complete;

    /**
     * A chunk.
     *
     * @param from the first item's position
     * @param values {@code [rows, d]}
     * @param labels {@code [rows]} of int64
     */
    private record Chunk(int from, NDArray values, NDArray labels) {}

    /** What is done with a chunk, whose arrays are valid for this call. */
    interface Step {
        void take(NDArray values, NDArray labels, int from);
    }

    /**
     * Items to be standardised.
     *
     * @param program has {@link #PROGRAM}
     * @param manager of which it makes sub-managers, and which holds what is kept
     * @param standards mean and inverse deviation, {@code [d]} each, in the units of what is stored
     * @param chunkBytes of items in memory, as float32
     * @param mostKeptBytes of items that are kept, as float32; 0 if there is but one pass over them
     */
    StandardisedItems(
            TorchProgram program,
            NDManager manager,
            Items items,
            NDList standards,
            int chunkBytes,
            long mostKeptBytes) {
        this.program = program;
        this.manager = manager;
        this.items = items;
        this.pass = new ItemPass(items, chunkBytes);
        this.standards = standards;
        this.keep = (long) items.count() * items.shape().size() * Float.BYTES <= mostKeptBytes;
    }

    /** Goes over all items in their order; once a step has thrown, they are of no more use. */
    void each(Step step) {
        if (complete) {
            mayBeRead();
            kept.forEach(chunk -> step.take(chunk.values(), chunk.labels(), chunk.from()));
        } else {
            pass.each(manager, (call, stored, from) -> take(call, stored, from, step));
            complete = keep;
        }
    }

    private void take(NDManager call, NDArray stored, int from, Step step) {
        NDArray values = program.call("standardise", new NDList(stored).addAll(standards))
                .head();
        NDArray labels = pass.labels(call, stored, from);
        if (keep) {
            values.attach(manager);
            labels.attach(manager);
            kept.add(new Chunk(from, values, labels));
        }
        step.take(values, labels, from);
    }

    /** What stops an evaluation is asked when its items are read. */
    private void mayBeRead() {
        items.gather(new int[0], 0, 0, ByteBuffer.allocate(0));
    }
}
