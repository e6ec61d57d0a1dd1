package io.latentry.dataset;

import io.latentry.core.error.CorruptDataException;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Items in files mapped into memory; none crosses from one file into the next. */
final class MappedItems implements Items {

    private final ItemShape shape;
    private final ElementType elementType;
    private final int count;
    private final int itemsPerPiece;
    private final List<ByteBuffer> pieces;
    private final IntBuffer labels;

    private MappedItems(
            ItemShape shape,
            ElementType elementType,
            int count,
            int itemsPerPiece,
            List<ByteBuffer> pieces,
            IntBuffer labels) {
        this.shape = shape;
        this.elementType = elementType;
        this.count = count;
        this.itemsPerPiece = itemsPerPiece;
        this.pieces = List.copyOf(pieces);
        this.labels = labels;
    }

    /** Items without labels. */
    static MappedItems open(SplitFiles files, ItemShape shape, ElementType elementType, int count, int itemsPerPiece)
            throws IOException {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (long first = 0; first < count; first += itemsPerPiece) {
            long items = Math.min(itemsPerPiece, count - first);
            pieces.add(map(files.piece(pieces.size()), items * shape.size() * elementType.bytes()));
        }
        return new MappedItems(shape, elementType, count, itemsPerPiece, pieces, IntBuffer.allocate(0));
    }

    /** The same items with labels, one for each. */
    MappedItems labelled(IntBuffer itemLabels) {
        return new MappedItems(shape, elementType, count, itemsPerPiece, pieces, itemLabels);
    }

    /** Maps a file that must have exactly the given size. */
    static ByteBuffer map(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() != size) {
                throw new CorruptDataException(
                        "dataset-damaged", file + " has " + channel.size() + " bytes instead of " + size);
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
        }
    }

    @Override
    public ItemShape shape() {
        return shape;
    }

    @Override
    public ElementType elementType() {
        return elementType;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void gather(int[] indices, int from, int to, ByteBuffer target) {
        int size = shape.size() * elementType.bytes();
        for (int i = from; i < to; i++) {
            int index = Objects.checkIndex(indices[i], count);
            ByteBuffer piece = pieces.get(index / itemsPerPiece);
            target.put(target.position(), piece, index % itemsPerPiece * size, size);
            target.position(target.position() + size);
        }
    }

    @Override
    public int label(int index) {
        return labels.limit() == 0 ? -1 : labels.get(index);
    }
}
