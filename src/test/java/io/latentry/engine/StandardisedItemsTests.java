package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.model.ElementType;
import io.latentry.model.ItemMoments;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandardisedItemsTests {

    private static final int SIZE = 16;
    private static final int CHUNK_BYTES = 7 * SIZE * Float.BYTES;

    private final TorchRuntime runtime = TorchRuntime.start(1);
    private final NDManager manager = runtime.newManager();
    private final TorchProgram program = TorchProgram.load(runtime, StandardisedItems.PROGRAM);

    private final CountedItems items =
            new CountedItems(MemoryItems.waves(ItemShape.vector(SIZE), ElementType.FLOAT32, 50, 1));

    @AfterEach
    void close() {
        program.close();
        manager.close();
    }

    @Test
    void areReadOnceIfTheyAreFew() {
        StandardisedItems few = standardised(50 * SIZE * Float.BYTES);

        List<Chunk> first = chunks(few);
        List<Chunk> second = chunks(few);

        assertThat(items.read).isEqualTo(50);
        assertThat(first).hasSize(8).isEqualTo(second);
        assertThat(first.get(7)).extracting(Chunk::from, Chunk::labels).containsExactly(49, List.of((long)
                items.label(49)));
    }

    @Test
    void areReadAgainIfTheyAreMany() {
        StandardisedItems many = standardised(50 * SIZE * Float.BYTES - 1);
        int before = manager.getManagedArrays().size();

        List<Chunk> first = chunks(many);
        List<Chunk> second = chunks(many);

        assertThat(items.read).isEqualTo(100);
        assertThat(first).hasSize(8).isEqualTo(second);
        assertThat(first.get(7)).extracting(Chunk::from, Chunk::labels).containsExactly(49, List.of((long)
                items.label(49)));
        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void canBeRefusedAtAnyTime() {
        StandardisedItems few = standardised(1 << 20);

        chunks(few);
        items.refused = true;

        assertThatIllegalStateException().isThrownBy(() -> chunks(few));
    }

    private StandardisedItems standardised(long mostKeptBytes) {
        NDList standards = TorchLogisticRegression.standards(manager, items, ItemMoments.of(items.items));
        return new StandardisedItems(program, manager, items, standards, CHUNK_BYTES, mostKeptBytes);
    }

    private record Chunk(int from, List<Float> values, List<Long> labels) {}

    private static List<Chunk> chunks(StandardisedItems items) {
        List<Chunk> all = new ArrayList<>();
        items.each((values, labels, from) -> all.add(new Chunk(
                from,
                Arrays.stream(values.toArray()).map(Number::floatValue).toList(),
                Arrays.stream(labels.toLongArray()).boxed().toList())));
        return all;
    }

    /** Counts the items that are read, and may refuse it. */
    private static final class CountedItems implements Items {

        private final Items items;
        private int read;
        private boolean refused;

        CountedItems(Items items) {
            this.items = items;
        }

        @Override
        public void gather(int[] indices, int from, int to, ByteBuffer target) {
            if (refused) {
                throw new IllegalStateException("Refused");
            }
            items.gather(indices, from, to, target);
            read += to - from;
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
}
