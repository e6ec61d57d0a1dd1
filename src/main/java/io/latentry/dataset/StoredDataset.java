package io.latentry.dataset;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Items;
import io.latentry.model.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A dataset's files, mapped into memory. Needs no Spring: the worker opens it too. Safe for use by several threads.
 */
public final class StoredDataset implements AutoCloseable {

    private static final float BYTE_RANGE = 255;

    private final DatasetManifest manifest;
    private final Map<Split, MappedItems> items = new EnumMap<>(Split.class);
    private final Map<Split, StoredLabels> labels = new EnumMap<>(Split.class);

    private StoredDataset(FolderCheck check, Consumer<Path> use) throws IOException {
        this.manifest = check.manifest();
        DatasetFacts facts = manifest.facts();
        for (Split split : Split.values()) {
            SplitFiles files = SplitFiles.of(check.folder(), split);
            int count = manifest.count(split);
            labels.put(split, StoredLabels.open(files.labels(), facts.classes().isEmpty() ? 0 : count, use));
            items.put(
                    split,
                    MappedItems.open(files, facts.shape(), facts.elementType(), count, manifest.itemsPerPiece(), use)
                            .labelled(labels.get(split)));
        }
    }

    /**
     * Maps the files of a sealed dataset's folder and checks their sizes. Each is compared with its checksum when something is
     * first read from it: then, too, an exception says that it is damaged.
     *
     * @throws UncheckedIOException if a file cannot be read
     * @throws io.latentry.core.error.CorruptDataException with code {@code dataset-damaged} if a file is missing or has another
     *     size than its dataset needs
     */
    public static StoredDataset open(Path folder) {
        FolderCheck check = FolderCheck.of(folder, false);
        return open(check, check::require);
    }

    /**
     * The same for a dataset whose contents are known.
     *
     * @param hash of the contents
     */
    public static StoredDataset open(Path folder, String hash) {
        StoredDataset dataset = open(folder);
        if (!dataset.hash().equals(hash)) {
            throw FolderCheck.damaged(folder, DatasetManifest.FILE + " is not what was stored");
        }
        return dataset;
    }

    /**
     * The same for the server.
     *
     * @param use of a file, before the first
     */
    static StoredDataset open(FolderCheck check, Consumer<Path> use) {
        try {
            return new StoredDataset(check, use);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    public DatasetFacts facts() {
        return manifest.facts();
    }

    /** The names of the labels; empty if items have none. */
    public List<String> classes() {
        return manifest.classes();
    }

    /** The SHA-256 of the contents, as it was when they were sealed. */
    public String hash() {
        return manifest.hash();
    }

    /** The items of a split. */
    public Items items(Split split) {
        return items.get(split);
    }

    /** The label of each item of a split, or an empty array if items have none. */
    public int[] labels(Split split) {
        return labels.get(split).all();
    }

    /**
     * The labels of some items, which must have any.
     *
     * @param indices positions within the split
     */
    int[] labels(Split split, int[] indices) {
        return Arrays.stream(indices).map(labels.get(split)::get).toArray();
    }

    /**
     * Items in the API's units: images in [0, 1], vectors as they are.
     *
     * @param indices positions within the split
     * @return {@code [indices, …shape]}
     * @throws InvalidInputException naming the first of {@code indices} that the split doesn't have
     */
    public Tensor tensor(Split split, int[] indices) {
        checkIndices(split, indices);
        Tensor tensor = Tensor.allocate(manifest.facts().shape().batch(indices.length));
        read(split, indices, tensor);
        return tensor;
    }

    /** Refuses positions that a split doesn't have, naming the first. */
    void checkIndices(Split split, int[] indices) {
        int count = items(split).count();
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || indices[i] >= count) {
                throw InvalidInputException.field(
                        "indices[" + i + "]",
                        "must be from 0 to " + (count - 1) + " in the " + split.label() + " split");
            }
        }
    }

    /**
     * Has the files checked that hold some items, before an answer with them begins.
     *
     * @throws io.latentry.core.error.CorruptDataException with code {@code dataset-damaged}
     */
    void requireSound(Split split, int[] indices) {
        checkIndices(split, indices);
        items.get(split).requireSound(indices);
    }

    /** Fills a tensor {@code [indices, …shape]} with items that the split has, as {@link #tensor} gives them. */
    public void read(Split split, int[] indices, Tensor target) {
        Items source = items(split);
        if (source.elementType() == ElementType.FLOAT32) {
            source.gather(indices, 0, indices.length, target.bytes());
        } else {
            scale(source, indices, target.values());
        }
    }

    private static void scale(Items source, int[] indices, FloatBuffer target) {
        ByteBuffer item = ByteBuffer.allocate(source.shape().size());
        for (int i = 0; i < indices.length; i++) {
            source.gather(indices, i, i + 1, item.clear());
            for (byte value : item.array()) {
                target.put((value & 0xFF) / BYTE_RANGE);
            }
        }
    }

    /** Does nothing: the JVM unmaps the files once nothing refers to them, so an open dataset can be shared. */
    @Override
    public void close() {}
}
