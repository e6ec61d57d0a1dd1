package io.latentry.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.dataset.DatasetWriter;
import io.latentry.dataset.Labelling;
import io.latentry.dataset.Split;
import io.latentry.dataset.StoredDataset;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataTest {

    private static final int SIDE = 32;
    private static final int BATCH = 1_024;
    private static final int BATCHES = 8;
    private static final long BATCH_BYTES = (long) BATCH * SIDE * SIDE * Float.BYTES;

    @TempDir
    private Path folder;

    /** Else a worker holds a gigabyte that it doesn't need, for the heap gives the JVM no reason to collect it. */
    @Test
    void whatIsReadTakesTheMemoryOfOneBatch() throws IOException {
        Data data = data(BATCHES * BATCH);
        List<Integer> numbers = new ArrayList<>();
        long before = directBytes();

        data.read(Split.TRAIN, 0, batch -> {
            assertThat(directBytes() - before).isLessThan(2 * BATCH_BYTES);
            numbers.add(batch.number());
        });

        assertThat(numbers).hasSize(BATCHES).startsWith(0, BATCH).endsWith((BATCHES - 1) * BATCH);
    }

    @Test
    void theLastBatchHasTheItemsThatAreLeft() throws IOException {
        List<float[]> firsts = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();

        data(BATCH + 2).read(Split.TRAIN, 0, batch -> {
            firsts.add(Arrays.copyOf(batch.items().toArray(), 1));
            sizes.add(batch.items().rows());
        });

        assertThat(sizes).containsExactly(BATCH, 2);
        assertThat(firsts.get(0)).containsExactly(0);
        assertThat(firsts.get(1)).containsExactly(4 / 255f);
    }

    @Test
    void everySeedDrawsItsOwnTrainingItems() throws IOException {
        Data data = data(40);
        Items train = data.items(Split.TRAIN);
        Set<String> draws = new HashSet<>();
        for (long seed = 1; seed <= 20; seed++) {
            String drawn = values(trial(data, 4, seed).chosen(train));
            assertThat(values(trial(data, 4, seed).chosen(train))).isEqualTo(drawn);
            draws.add(drawn);
        }

        assertThat(draws).hasSizeGreaterThan(15);
        assertThat(trial(data, 40, 1).chosen(train)).isSameAs(train);
    }

    @Test
    void nothingIsReadAnyMoreOnceItIsToStop() throws IOException {
        data(4);
        Data data = Data.all(StoredDataset.open(folder), () -> true);

        assertThatExceptionOfType(Data.Stopped.class).isThrownBy(() -> Values.read(data.items(Split.TRAIN), 0, 1));
        assertThatExceptionOfType(Data.Stopped.class).isThrownBy(() -> data.read(Split.TEST, 0, batch -> {}));
    }

    private static Trial trial(Data data, int trainItems, long seed) {
        FakeEngine engine = new FakeEngine((learned, judged, classes) -> new int[0], (base, queries, count) -> null);
        return new Trial(new Terms(data.facts(), trainItems, List.of()), data, engine, seed);
    }

    /** The first value of each, which differ. */
    private static String values(Items items) {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < items.count(); i++) {
            values.append(Math.round(255 * Values.read(items, i, i + 1).get(0))).append(' ');
        }
        return values.toString();
    }

    private Data data(int count) throws IOException {
        try (DatasetWriter writer =
                DatasetWriter.create(folder, ItemShape.image(1, SIDE, SIDE), ElementType.UINT8, Optional.empty())) {
            byte[] item = new byte[SIDE * SIDE];
            for (int i = 0; i < count; i++) {
                Arrays.fill(item, (byte) (i + i / 256));
                writer.add(Split.TRAIN, ByteBuffer.wrap(item), 0);
            }
            writer.add(Split.TEST, ByteBuffer.wrap(item), 0);
            writer.seal(Labelling.none());
        }
        return Data.all(StoredDataset.open(folder), () -> false);
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
