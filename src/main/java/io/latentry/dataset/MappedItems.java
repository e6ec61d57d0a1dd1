package io.latentry.dataset;

import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Items in files mapped into memory; none crosses from one file into the next. */
final class MappedItems implements Items {

    private final ItemShape shape;
    private final ElementType elementType;
    private final int count;
    private final int itemsPerPiece;
    private final List<ByteBuffer> pieces;
    private final List<FileGate> gates;
    private final StoredLabels labels;

    private MappedItems(
            ItemShape shape,
            ElementType elementType,
            int count,
            int itemsPerPiece,
            List<ByteBuffer> pieces,
            List<FileGate> gates,
            StoredLabels labels) {
        this.shape = shape;
        this.elementType = elementType;
        this.count = count;
        this.itemsPerPiece = itemsPerPiece;
        this.pieces = List.copyOf(pieces);
        this.gates = List.copyOf(gates);
        this.labels = labels;
    }

    /**
     * Items without labels.
     *
     * @param check of each file before its first item is read
     */
    static MappedItems open(
            SplitFiles files,
            ItemShape shape,
            ElementType elementType,
            int count,
            int itemsPerPiece,
            Consumer<Path> check)
            throws IOException {
        List<ByteBuffer> pieces = new ArrayList<>();
        List<FileGate> gates = new ArrayList<>();
        for (Path piece : files.pieces(count, itemsPerPiece)) {
            long items = Math.min(itemsPerPiece, count - (long) pieces.size() * itemsPerPiece);
            pieces.add(map(piece, items * shape.size() * elementType.bytes()));
            gates.add(new FileGate(piece, check));
        }
        return new MappedItems(shape, elementType, count, itemsPerPiece, pieces, gates, StoredLabels.NONE);
    }

    /** The same items with labels, one for each. */
    MappedItems labelled(StoredLabels itemLabels) {
        return new MappedItems(shape, elementType, count, itemsPerPiece, pieces, gates, itemLabels);
    }

    /** Maps a file that must have exactly the given size. */
    static ByteBuffer map(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() != size) {
                throw FolderCheck.damaged(
                        file.getParent(), file.getFileName() + " has " + channel.size() + " bytes instead of " + size);
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
        } catch (NoSuchFileException exception) {
            throw FolderCheck.damaged(file.getParent(), file.getFileName() + " is missing");
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

    /** Has the files of some items checked. */
    void requireSound(int[] indices) {
        for (int index : indices) {
            gates.get(index / itemsPerPiece).pass();
        }
    }

    @Override
    public void gather(int[] indices, int from, int to, ByteBuffer target) {
        int size = shape.size() * elementType.bytes();
        for (int i = from; i < to; i++) {
            int index = Objects.checkIndex(indices[i], count);
            gates.get(index / itemsPerPiece).pass();
            ByteBuffer piece = pieces.get(index / itemsPerPiece);
            target.put(target.position(), piece, index % itemsPerPiece * size, size);
            target.position(target.position() + size);
        }
    }

    @Override
    public int label(int index) {
        return labels.isEmpty() ? -1 : labels.get(index);
    }
}
