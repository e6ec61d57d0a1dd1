package io.latentry.dataset;

import java.nio.file.Path;

/** Finds datasets by name. */
public interface DatasetCatalog {

    /**
     * Returns a dataset.
     *
     * @throws io.latentry.core.error.NotFoundException if there is none of that name
     */
    Dataset get(String name);

    /** Its folder, for {@link StoredDataset#open}. */
    Path folder(Dataset dataset);

    /**
     * Keeps a dataset from being deleted until the caller's transaction ends.
     *
     * @param folder of the dataset
     * @return false if it has been deleted
     */
    boolean lock(Path folder);

    /** Opens a dataset to read items from; it is shared with others and need not be closed. */
    default StoredDataset open(Dataset dataset) {
        return StoredDataset.open(folder(dataset));
    }
}
