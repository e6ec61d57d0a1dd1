package io.latentry.dataset.ingest;

import io.latentry.dataset.DatasetStore;
import io.latentry.dataset.Folders;
import io.latentry.storage.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A temporary folder for one upload, with its files and the dataset that is made of them; deleted at the end. */
final class Workspace implements AutoCloseable {

    private final Path root;

    private Workspace(Path root) {
        this.root = root;
    }

    static Workspace create(Home home) throws IOException {
        Path root = home.temporary().resolve(DatasetStore.TEMPORARY + UUID.randomUUID());
        Files.createDirectories(root.resolve("dataset"));
        return new Workspace(root);
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
    public void close() throws IOException {
        Folders.delete(root);
    }
}
