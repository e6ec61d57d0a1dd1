package io.latentry.dataset;

import io.latentry.model.Tensor;
import java.io.IOException;

/**
 * Items of a split in the API's units, read one at a time, so that an answer takes no more memory for being long.
 *
 * @param stored the dataset
 * @param split the part of it
 * @param indices positions within the split
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier from the controller to what writes the answer, never compared
record ChosenItems(StoredDataset stored, Split split, int[] indices) {

    /**
     * Chooses items.
     *
     * @throws io.latentry.core.error.InvalidInputException naming the first of {@code indices} that the split doesn't have
     * @throws io.latentry.core.error.CorruptDataException if the files that hold them are damaged
     */
    ChosenItems {
        stored.requireSound(split, indices);
    }

    /** What is done with each item. */
    @FunctionalInterface
    interface Use {
        void of(Tensor item) throws IOException;
    }

    /** Reads one item after the other, {@code [1, …shape]}, into the same tensor. */
    void forEach(Use use) throws IOException {
        Tensor item = Tensor.allocate(stored.facts().shape().batch(1));
        for (int index : indices) {
            stored.read(split, new int[] {index}, item);
            use.of(item);
        }
    }

    /** All of them, {@code [items, …shape]}. */
    Tensor tensor() {
        return stored.tensor(split, indices);
    }

    /** Of {@link #tensor}. */
    int[] shape() {
        return stored.facts().shape().batch(indices.length);
    }

    /** The size of {@link #tensor} in memory. */
    long bytes() {
        return (long) Float.BYTES * stored.facts().shape().size() * indices.length;
    }
}
