package io.latentry.dataset;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.storage.DurableFiles;
import io.latentry.storage.FileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Writes a dataset's folder item by item; sealed, it is what {@link StoredDataset} opens. */
public final class DatasetWriter implements AutoCloseable {

    /** A mapped file must be smaller than 2 GiB. */
    private static final long PIECE_BYTES = 1L << 30;

    private static final String UNSPLIT = "unsplit";

    private final Path folder;
    private final ItemShape shape;
    private final ElementType elementType;
    private final Optional<TestSplit> testSplit;
    private final int itemsPerPiece;
    private final ValueRange range;
    private final Map<Split, PieceWriter> writers = new EnumMap<>(Split.class);

    DatasetWriter(Path folder, ItemShape shape, ElementType elementType, Optional<TestSplit> testSplit, long pieceBytes)
            throws IOException {
        this.folder = folder;
        this.shape = shape;
        this.elementType = elementType;
        this.testSplit = testSplit;
        this.itemsPerPiece = (int) Math.max(1, pieceBytes / shape.size() / elementType.bytes());
        this.range = new ValueRange(shape, elementType);
        if (testSplit.isPresent()) {
            writers.put(Split.TRAIN, new PieceWriter(new SplitFiles(folder, UNSPLIT), itemsPerPiece));
        } else {
            open();
        }
    }

    /**
     * Starts a dataset.
     *
     * @param folder exists and is empty
     * @param elementType bytes for images only, which they give the values [0, 1]
     * @param testSplit how to choose test items, or empty if items come with their split
     */
    public static DatasetWriter create(
            Path folder, ItemShape shape, ElementType elementType, Optional<TestSplit> testSplit) throws IOException {
        return new DatasetWriter(folder, shape, elementType, testSplit, PIECE_BYTES);
    }

    private void open() throws IOException {
        for (Split split : Split.values()) {
            writers.put(split, new PieceWriter(SplitFiles.of(folder, split), itemsPerPiece));
        }
    }

    /** How many bytes the buffer of an item has. */
    public int itemBytes() {
        return shape.size() * elementType.bytes();
    }

    /**
     * Adds an item.
     *
     * @param split {@link Split#TRAIN} if a test split is to be chosen
     * @param values one item's values, little-endian, from position to limit
     * @param label the reader's number for its class; 0 if items have none
     * @throws InvalidInputException if a value is NaN or infinite, or of an image outside [0, 1]
     */
    public void add(Split split, ByteBuffer values, int label) throws IOException {
        if (values.remaining() != itemBytes()) {
            throw new IllegalArgumentException("An item has " + itemBytes() + " bytes, not " + values.remaining());
        }
        PieceWriter writer = writers.get(split);
        range.include(values.order(ByteOrder.LITTLE_ENDIAN), writer.count());
        writer.add(values, label);
    }

    /**
     * Completes the folder and brings all of it to disk.
     *
     * @throws InvalidInputException if a split is empty
     */
    public void seal(Labelling labelling) throws IOException {
        for (PieceWriter writer : writers.values()) {
            writer.finish();
        }
        if (testSplit.isPresent()) {
            divide(testSplit.get(), labelling);
        }
        for (Split split : Split.values()) {
            PieceWriter.writeLabels(SplitFiles.of(folder, split), labels(writers.get(split), labelling));
        }
        DatasetFacts facts = facts(labelling);
        ContentSums sums = ContentSums.of(folder, facts, itemsPerPiece, FileSource.DIRECT);
        sums.files().write(FolderCheck.sums(folder));
        DatasetManifest.of(facts, itemsPerPiece, sums.hash()).write(folder);
        DurableFiles.force(folder);
    }

    private static int[] labels(PieceWriter writer, Labelling labelling) {
        if (labelling.classes().isEmpty()) {
            return new int[0];
        }
        return Arrays.stream(writer.labels())
                .map(number -> labelling.labels()[number])
                .toArray();
    }

    private DatasetFacts facts(Labelling labelling) {
        for (Split split : Split.values()) {
            if (writers.get(split).count() == 0) {
                throw new InvalidInputException("empty-split", "There are no items in the " + split.label() + " split");
            }
        }
        return new DatasetFacts(
                shape,
                elementType,
                writers.get(Split.TRAIN).count(),
                writers.get(Split.TEST).count(),
                range.minimum(),
                range.maximum(),
                labelling.classes());
    }

    /** Copies the items to their splits, in their order, and deletes the files they came from. */
    private void divide(TestSplit rule, Labelling labelling) throws IOException {
        PieceWriter unsplit = writers.get(Split.TRAIN);
        int[] labels = unsplit.labels();
        BitSet test = rule.choose(labelling.classes().isEmpty() ? labels : labels(unsplit, labelling));
        SplitFiles files = new SplitFiles(folder, UNSPLIT);
        MappedItems source = MappedItems.open(files, shape, elementType, labels.length, itemsPerPiece, file -> {});
        open();
        ByteBuffer item = ByteBuffer.allocate(itemBytes());
        int[] index = new int[1];
        for (index[0] = 0; index[0] < labels.length; index[0]++) {
            source.gather(index, 0, 1, item.clear());
            Split split = test.get(index[0]) ? Split.TEST : Split.TRAIN;
            writers.get(split).add(item.flip(), labels[index[0]]);
        }
        for (PieceWriter writer : writers.values()) {
            writer.finish();
        }
        for (int piece = 0; Files.deleteIfExists(files.piece(piece)); ) {
            piece++;
        }
    }

    @Override
    public void close() throws IOException {
        for (PieceWriter writer : writers.values()) {
            writer.close();
        }
    }
}
