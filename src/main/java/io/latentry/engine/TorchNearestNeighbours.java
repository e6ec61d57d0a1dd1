package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.model.ItemMoments;
import io.latentry.model.Items;
import io.latentry.model.NearestNeighbours;

/**
 * Finds neighbours in two steps: {@link NearestProgram} finds more candidates than are asked for, then
 * {@link ExactNeighbours} chooses among them. So rounding doesn't change the order of neighbours, unless more vectors than
 * there are spare candidates lie within float32's precision of each other.
 */
final class TorchNearestNeighbours implements NearestNeighbours, AutoCloseable {

    /** Distances that are computed at once: few enough to stay in the processor's cache. */
    private static final int PRODUCTS = 1 << 18;

    private static final int SPARE = 8;

    /** Two scores and two positions, in float32 and int64. */
    private static final long VALUES_PER_CANDIDATE = 6;

    private final TorchProgram program;
    private final NDManager manager;
    private final int chunkBytes;

    /**
     * A finder.
     *
     * @param manager of which it makes sub-managers
     * @param chunkBytes of the base and of the queries in memory, as float32
     */
    TorchNearestNeighbours(TorchRuntime runtime, NDManager manager, int chunkBytes) {
        this.program = TorchProgram.load(runtime, NearestProgram.SOURCE);
        this.manager = manager;
        this.chunkBytes = chunkBytes;
    }

    @Override
    public Neighbours find(Items base, Items queries, int count) {
        if (count < 1
                || count > base.count()
                || base.shape().size() != queries.shape().size()) {
            throw new IllegalArgumentException(
                    "%d of %d %s near %s".formatted(count, base.count(), base.shape(), queries.shape()));
        }
        ItemMoments moments = ItemMoments.ofFinite(base);
        ItemMoments.ofFinite(queries);
        Neighbours found = new Neighbours(new int[queries.count()][], new int[queries.count()][]);
        ExactNeighbours exact = new ExactNeighbours(base, queries, count);
        int candidates = (int) Math.min(base.count(), 2L * count + SPARE);
        try (NDManager search = manager.newSubManager()) {
            CommonUnits units = CommonUnits.of(moments, search);
            NDArray scale = units.scale(queries, search);
            ItemPass chunks = new ItemPass(base, chunkBytes);
            long values = Math.max(queries.shape().size(), candidates * VALUES_PER_CANDIDATE);
            new ItemPass(queries, chunkBytes, values).each(search, (block, chunk, from) -> {
                NDList begin = new NDList(chunk, units.centre(), scale, block.create(new long[] {candidates}));
                NDList state = program.call("begin", begin);
                search(units, chunks, base, block, state);
                exact.choose(from, state.get(3).toLongArray(), candidates, found);
            });
        }
        return found;
    }

    /** Goes over the base for one block of queries; the program changes the state in place. */
    private void search(CommonUnits units, ItemPass chunks, Items base, NDManager block, NDList state) {
        NDArray scale = units.scale(base, block);
        NDArray products = block.create(new long[] {PRODUCTS});
        chunks.each(block, (call, chunk, from) -> {
            NDArray start = call.create(new long[] {from});
            program.call(
                    "search", new NDList(chunk, start, units.centre(), scale, units.one(), products).addAll(state));
        });
    }

    @Override
    public void close() {
        program.close();
    }
}
