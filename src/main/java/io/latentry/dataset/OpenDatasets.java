package io.latentry.dataset;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the datasets open that were read from last. Safe for use by several threads. */
final class OpenDatasets {

    private static final int CAPACITY = 32;
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<Path, StoredDataset> byFolder = new LinkedHashMap<>(CAPACITY, LOAD_FACTOR, true);

    synchronized StoredDataset get(Path folder) {
        StoredDataset dataset = byFolder.computeIfAbsent(folder, StoredDataset::open);
        if (byFolder.size() > CAPACITY) {
            byFolder.remove(byFolder.keySet().iterator().next());
        }
        return dataset;
    }

    synchronized void forget(Path folder) {
        byFolder.remove(folder);
    }
}
