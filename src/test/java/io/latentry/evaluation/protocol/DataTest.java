package io.latentry.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.DatasetWriter;
import io.latentry.dataset.Labelling;
import io.latentry.dataset.Split;
import io.latentry.dataset.StoredDataset;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
