package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.model.ElementType;
import io.latentry.model.ItemMoments;
import io.latentry.model.ItemShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardisedItemsTests {

    private static final int SIZE = 16;
    private static final int ITEMS = 50;
    private static final int BYTES = ITEMS * SIZE * Float.BYTES;
    private static final int CHUNK_BYTES = 7 * SIZE * Float.BYTES;

    private final TorchRuntime runtime = TorchRuntime.start(1);
    private final NDManager manager = runtime.newManager();
    private final TorchProgram program = TorchProgram.load(runtime, StandardisedItems.PROGRAM);

    private final MemoryItems items = MemoryItems.waves(ItemShape.vector(SIZE), ElementType.FLOAT32, ITEMS, 1);

    private int read;
    private boolean refused;

    @AfterEach
    void close() {
        program.close();
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({BYTES + ", 50, 16", (BYTES - 1) + ", 100, 0"})
    void areReadOnceAndKeptIfTheyAreFew(long mostKeptBytes, int timesRead, int kept) {
        StandardisedItems standardised = standardised(mostKeptBytes);
        int before = manager.getManagedArrays().size();

        List<Chunk> first = chunks(standardised);
        List<Chunk> second = chunks(standardised);

        assertThat(read).isEqualTo(timesRead);
        assertThat(manager.getManagedArrays()).hasSize(before + kept);
        assertThat(first).hasSize(8).isEqualTo(second);
        assertThat(first.get(7).from()).isEqualTo(49);
        assertThat(first.get(7).labels()).containsExactly((long) items.label(49));
    }

    @Test
    void canBeRefusedAtAnyTime() {
        StandardisedItems few = standardised(1 << 20);

        chunks(few);
        refused = true;

        assertThatIllegalStateException().isThrownBy(() -> chunks(few));
    }

    private StandardisedItems standardised(long mostKeptBytes) {
        NDList standards = TorchLogisticRegression.standards(manager, items, ItemMoments.of(items));
        return new StandardisedItems(
                program, manager, new WatchedItems(items, this::reading), standards, CHUNK_BYTES, mostKeptBytes);
    }

    private void reading(int count) {
        if (refused) {
            throw new IllegalStateException("Refused");
        }
        read += count;
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
}
