package io.latentry.inference;

import io.latentry.core.error.NotFoundException;
import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.dataset.DatasetWriter;
import io.latentry.dataset.Labelling;
import io.latentry.dataset.Split;
import io.latentry.dataset.StoredDataset;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.springframework.util.FileSystemUtils;

/**
 * Three datasets: {@code shapes} of bytes, whose test items are pictures of a letter F moved down by their index, {@code rows}
 * of floats, and {@code colours}, a black and a white picture in colour.
 */
final class FakeCatalog implements DatasetCatalog, AutoCloseable {

    static final int SHAPES = 6;
    private static final ItemShape COLOURED = ItemShape.image(3, 4, 4);

    private final Path root;

    FakeCatalog(Path root) throws IOException {
        this.root = root;
        write("shapes", FakeRegistry.GREY, ElementType.UINT8, SHAPES, FakeCatalog::letter);
        write("rows", FakeRegistry.VECTOR, ElementType.FLOAT32, 3, FakeCatalog::row);
        write("colours", COLOURED, ElementType.UINT8, 2, FakeCatalog::plain);
    }

    private void write(String name, ItemShape shape, ElementType type, int count, IntFunction<ByteBuffer> items)
            throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        try (DatasetWriter writer = DatasetWriter.create(folder, shape, type, Optional.empty())) {
            for (int i = 0; i < count; i++) {
                writer.add(Split.TEST, items.apply(i), 0);
            }
            writer.add(Split.TRAIN, ByteBuffer.allocate(writer.itemBytes()), 0);
            writer.seal(Labelling.none());
        }
    }

    /** The bytes of a white F on black, whose stem is 3 pixels wide. */
    static ByteBuffer letter(int down) {
        ByteBuffer item = ByteBuffer.allocate(FakeRegistry.GREY.size());
        for (int y = 0; y < FakeRegistry.GREY.height(); y++) {
            for (int x = 0; x < FakeRegistry.GREY.width(); x++) {
                int line = y - down;
                boolean inside = line >= 1 && line <= 10 && x >= 2 && x <= 9;
                boolean bar = line <= 2 || line == 5 || line == 6;
                item.put((byte) (inside && (x <= 4 || bar) ? 255 : 0));
            }
        }
        return item.flip();
    }

    private static ByteBuffer row(int number) {
        ByteBuffer item =
                ByteBuffer.allocate(FakeRegistry.VECTOR.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (item.hasRemaining()) {
            item.putFloat(number * 100 + item.position() / 4f);
        }
        return item.flip();
    }

    private static ByteBuffer plain(int number) {
        byte[] item = new byte[COLOURED.size()];
        Arrays.fill(item, (byte) (number * 255));
        return ByteBuffer.wrap(item);
    }

    @Override
    public boolean lock(Path folder) {
        throw new AssertionError("No test of this room asks for it");
    }

    @Override
    public Dataset get(String name) {
        if (!List.of("shapes", "rows", "colours").contains(name)) {
            throw new NotFoundException("dataset-not-found", "There is no dataset " + name);
        }
        StoredDataset stored = StoredDataset.open(root.resolve(name));
        return new Dataset(name, stored.hash(), stored.facts(), Instant.EPOCH);
    }

    @Override
    public Path folder(Dataset dataset) {
        return root.resolve(dataset.name());
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(root);
    }
}
