package io.latentry.evaluation.protocol;

import io.latentry.core.error.DiskFullException;
import io.latentry.core.error.ImpossibleException;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import io.latentry.model.Tensor;
import io.latentry.storage.FreeSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The codes of a split's items, one after the other in a file, as items with the same labels. Deleted when it is closed. */
final class CodeFile implements Items, AutoCloseable {

    private static final long MEGABYTE = 1_000_000;

    private final Path path;
    private final FileChannel channel;
    private final ItemShape shape;
    private final Items labelled;

    private CodeFile(Path path, FileChannel channel, int size, Items labelled) {
        this.path = path;
        this.channel = channel;
        this.shape = ItemShape.vector(size);
        this.labelled = labelled;
    }

    /**
     * A file without codes yet.
     *
     * @param size of a code
     * @param labelled the items that are encoded, in their order
     * @throws ImpossibleException if the disk could never hold all codes
     * @throws DiskFullException if it has no room for them now
     */
    static CodeFile create(Path path, int size, Items labelled) {
        try {
            Path folder = Files.createDirectories(path.getParent());
            requireSpace(folder, (long) size * Float.BYTES * labelled.count());
            FileChannel channel = FileChannel.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return new CodeFile(path, channel, size, labelled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is free is the database's and other jobs', too. */
    private static void requireSpace(Path folder, long bytes) {
        if (!FreeSpace.canEverHave(folder, bytes)) {
            throw new ImpossibleException(
                    "disk-full", "the disk is too small for codes of " + bytes / MEGABYTE + " MB");
        }
        FreeSpace.require(folder, bytes);
    }

    /**
     * Adds the codes of the next items.
     *
     * @param codes {@code [batch, code…]}
     */
    void append(Tensor codes) {
        ByteBuffer bytes = codes.bytes();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ItemShape shape() {
        return shape;
    }

    @Override
    public ElementType elementType() {
        return ElementType.FLOAT32;
    }

    @Override
    public int count() {
        return labelled.count();
    }

    /** Runs of consecutive items are read at once. */
    @Override
    public void gather(int[] indices, int from, int to, ByteBuffer target) {
        int size = shape.size() * Float.BYTES;
        int limit = target.limit();
        for (int i = from; i < to; ) {
            int end = i + 1;
            while (end < to && indices[end] == indices[end - 1] + 1) {
                end++;
            }
            read(target.limit(target.position() + (end - i) * size), (long) indices[i] * size);
            i = end;
        }
        target.limit(limit);
    }

    private void read(ByteBuffer target, long position) {
        long offset = position;
        try {
            while (target.hasRemaining()) {
                int count = channel.read(target, offset);
                if (count < 0) {
                    throw new IllegalStateException(path + " ends at " + offset);
                }
                offset += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int label(int index) {
        return labelled.label(index);
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
