package io.latentry.dataset.ingest;

import io.latentry.dataset.DatasetStore;
import io.latentry.storage.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A temporary folder for one upload, with its files and the dataset that is made of them; deleted at the end. */
final class Workspace implements AutoCloseable {

    private final Path root;
    private final DatasetStore store;

    private Workspace(Path root, DatasetStore store) {
        this.root = root;
        this.store = store;
    }

    static Workspace create(Home home, DatasetStore store) throws IOException {
        Path root = home.temporary().resolve(DatasetStore.TEMPORARY + UUID.randomUUID());
        try {
            Files.createDirectories(root.resolve("dataset"));
        } catch (IOException e) {
            store.delete(root);
            throw e;
        }
        return new Workspace(root, store);
    }

    /** Where a file of the upload goes. */
    Path file(String field) {
        return root.resolve(field);
    }

    /** Where the dataset is written. */
    Path dataset() {
        return root.resolve("dataset");
    }

    @Override
    public void close() {
        store.delete(root);
    }
}
