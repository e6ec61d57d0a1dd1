package io.latentry.dataset;

import io.latentry.core.error.CorruptDataException;
import io.latentry.storage.DamageList;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the datasets open that were read from last. Safe for use by several threads. */
final class OpenDatasets {

    private static final int CAPACITY = 32;
    private static final float LOAD_FACTOR = 0.75f;

    private final DatasetChecks checks;
    private final DamageList damages;
    private final Map<Path, Open> byFolder = new LinkedHashMap<>(CAPACITY, LOAD_FACTOR, true);

    OpenDatasets(DatasetChecks checks, DamageList damages) {
        this.checks = checks;
        this.damages = damages;
    }

    private record Open(FolderCheck check, StoredDataset dataset) {}

    /**
     * Opens a dataset, again if its files have changed.
     *
     * @param name under which damage is listed
     * @throws CorruptDataException if it is damaged, as far as it is known
     */
    synchronized StoredDataset get(String name, Path folder) {
        FolderCheck check = checks.of(folder);
        check.requireSound();
        Open open = byFolder.get(folder);
        if (open == null || open.check() != check) {
            open = new Open(check, StoredDataset.open(check, file -> require(name, check, file)));
            byFolder.put(folder, open);
        }
        damages.remove(name);
        if (byFolder.size() > CAPACITY) {
            byFolder.remove(byFolder.keySet().iterator().next());
        }
        return open.dataset();
    }

    private void require(String name, FolderCheck check, Path file) {
        try {
            checks.require(check, file);
        } catch (CorruptDataException damage) {
            damages.add(name, String.valueOf(damage.getMessage()));
            throw damage;
        }
    }

    synchronized void forget(Path folder) {
        byFolder.remove(folder);
        checks.forget(folder);
    }
}
