package io.latentry.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.CorruptDataException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredDatasetTest {

    private static final Optional<TestSplit> GIVEN = Optional.empty();

    @TempDir
    private Path folder;

    @Test
    void readsItemsAcrossPieces() throws IOException {
        try (DatasetWriter writer = new DatasetWriter(folder, ItemShape.image(1, 1, 2), ElementType.UINT8, GIVEN, 5)) {
            for (int i = 0; i < 7; i++) {
                writer.add(Split.TRAIN, bytes(i, 10 * i), i % 2);
            }
            writer.add(Split.TEST, bytes(255, 51), 1);
            writer.seal(Labelling.named(List.of("even", "odd")));
        }

        StoredDataset dataset = StoredDataset.open(folder);
        ByteBuffer target = ByteBuffer.allocate(6);
        Items items = dataset.items(Split.TRAIN);
        items.gather(new int[] {0, 6, 3, 2}, 1, 4, target);

        assertThat(folder.resolve("train-3.bin")).hasBinaryContent(new byte[] {6, 60});
        assertThat(items.count()).isEqualTo(7);
        assertThat(target.array()).containsExactly(6, 60, 3, 30, 2, 20);
        assertThat(dataset.labels(Split.TRAIN)).containsExactly(0, 1, 0, 1, 0, 1, 0);
        assertThat(dataset.tensor(Split.TEST, new int[] {0}).toArray()).containsExactly(1, 0.2f);
        assertThat(dataset.facts().minimum()).isZero();
        assertThat(dataset.facts().maximum()).isEqualTo(1);
    }

    @Test
    void keepsVectorsInTheirUnits() throws IOException {
        try (DatasetWriter writer = DatasetWriter.create(folder, ItemShape.vector(2), ElementType.FLOAT32, GIVEN)) {
            writer.add(Split.TRAIN, floats(-3, 1e6f), 0);
            writer.add(Split.TEST, floats(0.5f, 7), 0);
            writer.seal(Labelling.none());
        }

        StoredDataset dataset = StoredDataset.open(folder);

        assertThat(dataset.tensor(Split.TRAIN, new int[] {0, 0}).shape()).containsExactly(2, 2);
        assertThat(dataset.tensor(Split.TRAIN, new int[] {0}).toArray()).containsExactly(-3, 1e6f);
        assertThat(dataset.labels(Split.TRAIN)).isEmpty();
        assertThat(dataset.facts().minimum()).isEqualTo(-3);
    }

    @Test
    void splitsEachClassInProportionAndKeepsTheOrder() throws IOException {
        split(folder, new TestSplit(0.25, 7));

        StoredDataset dataset = StoredDataset.open(folder);

        assertThat(dataset.labels(Split.TEST)).hasSize(10);
        assertThat(Arrays.stream(dataset.labels(Split.TEST)).sum()).isEqualTo(2);
        assertThat(dataset.labels(Split.TRAIN)).hasSize(30);
        assertThat(dataset.tensor(Split.TEST, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
                        .toArray())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(folder.resolve("unsplit-0.bin")).doesNotExist();
    }

    @Test
    void theSplitFollowsFromTheSeed(@TempDir Path same, @TempDir Path other) throws IOException {
        split(folder, new TestSplit(0.25, 7));
        split(same, new TestSplit(0.25, 7));
        split(other, new TestSplit(0.25, 8));

        assertThat(hash(folder)).isEqualTo(hash(same)).isNotEqualTo(hash(other));
    }

    @Test
    void theHashCoversShapeClassesAndLabels(@TempDir Path first, @TempDir Path second, @TempDir Path third)
            throws IOException {
        single(folder, ItemShape.vector(2), List.of("a", "b"), 0);
        single(first, ItemShape.image(1, 1, 2), List.of("a", "b"), 0);
        single(second, ItemShape.vector(2), List.of("a", "c"), 0);
        single(third, ItemShape.vector(2), List.of("a", "b"), 1);

        assertThat(List.of(hash(folder), hash(first), hash(second), hash(third)))
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesValuesThatNoMethodCouldUse(@TempDir Path images) throws IOException {
        try (DatasetWriter writer = DatasetWriter.create(folder, ItemShape.vector(1), ElementType.FLOAT32, GIVEN)) {
            writer.add(Split.TRAIN, floats(1), 0);
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> writer.add(Split.TRAIN, floats(Float.NaN), 0))
                    .withMessageContaining("Item 1");
        }
        try (DatasetWriter writer =
                DatasetWriter.create(images, ItemShape.image(1, 1, 1), ElementType.FLOAT32, GIVEN)) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> writer.add(Split.TEST, floats(1.01f), 0));
        }
    }

    @Test
    void noticesACutFile() throws IOException {
        single(folder, ItemShape.vector(2), List.of(), 0);
        Files.write(folder.resolve("train-0.bin"), new byte[7]);

        assertThatExceptionOfType(CorruptDataException.class)
                .isThrownBy(() -> StoredDataset.open(folder))
                .withMessageContaining("7 bytes instead of 8");
    }

    @Test
    void namesTheIndexThatIsNotThere() throws IOException {
        single(folder, ItemShape.vector(2), List.of(), 0);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> StoredDataset.open(folder).tensor(Split.TEST, new int[] {0, 1}))
                .satisfies(error -> assertThat(error.errors().get(0).field()).isEqualTo("indices[1]"));
    }

    private static void single(Path folder, ItemShape shape, List<String> classes, int label) throws IOException {
        try (DatasetWriter writer = DatasetWriter.create(folder, shape, ElementType.FLOAT32, GIVEN)) {
            writer.add(Split.TRAIN, floats(0, 1), label);
            writer.add(Split.TEST, floats(1, 0), 0);
            writer.seal(Labelling.named(classes));
        }
    }

    /** 40 different items, every fifth of class 1. */
    private static void split(Path folder, TestSplit rule) throws IOException {
        try (DatasetWriter writer =
                DatasetWriter.create(folder, ItemShape.vector(1), ElementType.FLOAT32, Optional.of(rule))) {
            for (int i = 0; i < 40; i++) {
                writer.add(Split.TRAIN, floats(i), i % 5 == 0 ? 1 : 0);
            }
            writer.seal(Labelling.named(List.of("often", "seldom")));
        }
    }

    private static String hash(Path folder) {
        return StoredDataset.open(folder).hash();
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }

    private static ByteBuffer floats(float... values) {
        return ByteBuffer.wrap(TestArrays.floats(values)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
