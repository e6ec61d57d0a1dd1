package io.latentry.engine;

import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of little-endian float32 features, {@code [rows, width]}, mapped into memory a GiB at a time. */
final class FeatureFile {

    private static final long PIECE_BYTES = 1 << 30;

    private final int width;
    private final int rowsPerPiece;
    private final List<ByteBuffer> pieces = new ArrayList<>();

    private FeatureFile(int width) {
        this.width = width;
        this.rowsPerPiece = (int) (PIECE_BYTES / ((long) width * Float.BYTES));
    }

    /**
     * Maps a file.
     *
     * @param width of a row
     * @param size of all rows in bytes; what follows in the file is something else
     */
    static FeatureFile open(Path file, int width, long size) {
        FeatureFile features = new FeatureFile(width);
        try (FileChannel channel = FileChannel.open(file)) {
            long pieceBytes = (long) features.rowsPerPiece * width * Float.BYTES;
            for (long from = 0; from < size; from += pieceBytes) {
                long bytes = Math.min(pieceBytes, size - from);
                features.pieces.add(channel.map(MapMode.READ_ONLY, from, bytes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return features;
    }

    static long bytes(long rows, int width) {
        return rows * width * Float.BYTES;
    }

    /**
     * Some rows as items.
     *
     * @param first row of them
     * @param source the items whose features they are, which have the labels
     */
    Items items(int first, Items source) {
        return new FeatureItems(first, source);
    }

    private void copy(int row, ByteBuffer target) {
        int bytes = width * Float.BYTES;
        target.put(target.position(), pieces.get(row / rowsPerPiece), row % rowsPerPiece * bytes, bytes);
        target.position(target.position() + bytes);
    }

    private final class FeatureItems implements Items {

        private final int first;
        private final Items source;

        private FeatureItems(int first, Items source) {
            this.first = first;
            this.source = source;
        }

        @Override
        public ItemShape shape() {
            return ItemShape.vector(width);
        }

        @Override
        public ElementType elementType() {
            return ElementType.FLOAT32;
        }

        @Override
        public int count() {
            return source.count();
        }

        @Override
        public void gather(int[] indices, int from, int to, ByteBuffer target) {
            for (int i = from; i < to; i++) {
                copy(first + indices[i], target);
            }
        }

        @Override
        public int label(int index) {
            return source.label(index);
        }
    }
}
