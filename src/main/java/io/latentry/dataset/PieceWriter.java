package io.latentry.dataset;

import io.latentry.storage.FreeSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Writes the items and labels of one split, in order, and brings them to disk. */
final class PieceWriter implements AutoCloseable {

    private static final int BUFFER = 1 << 18;

    private final SplitFiles files;
    private final int itemsPerPiece;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private FileChannel piece;
    private int[] labels = new int[1024];
    private int count;

    PieceWriter(SplitFiles files, int itemsPerPiece) throws IOException {
        this.files = files;
        this.itemsPerPiece = itemsPerPiece;
        this.piece = create(files.piece(0));
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    int count() {
        return count;
    }

    /** The labels so far. */
    int[] labels() {
        return Arrays.copyOf(labels, count);
    }

    /** Adds the item between the buffer's position and limit, and advances the position. */
    void add(ByteBuffer item, int label) throws IOException {
        if (count > 0 && count % itemsPerPiece == 0) {
            finishPiece();
            piece = create(files.piece(count / itemsPerPiece));
        }
        write(item);
        if (count == labels.length) {
            labels = Arrays.copyOf(labels, 2 * count);
        }
        labels[count++] = label;
    }

    /** Always through the one buffer: for bytes on the heap the JDK would keep another, as large, for each thread. */
    private void write(ByteBuffer item) throws IOException {
        while (item.hasRemaining()) {
            int length = Math.min(item.remaining(), buffer.remaining());
            buffer.put(buffer.position(), item, item.position(), length);
            buffer.position(buffer.position() + length);
            item.position(item.position() + length);
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        FreeSpace.require(files.folder(), buffer.remaining());
        while (buffer.hasRemaining()) {
            piece.write(buffer);
        }
        buffer.clear();
    }

    private void finishPiece() throws IOException {
        flush();
        piece.force(true);
        piece.close();
    }

    /** Brings the last items to disk. */
    void finish() throws IOException {
        finishPiece();
    }

    /** Writes the labels, or an empty file of an unlabelled dataset. */
    static void writeLabels(SplitFiles files, int[] labels) throws IOException {
        FreeSpace.require(files.folder(), (long) labels.length * Integer.BYTES);
        ByteBuffer bytes = ByteBuffer.allocate(labels.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(labels);
        try (FileChannel channel = create(files.labels())) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        piece.close();
    }
}
