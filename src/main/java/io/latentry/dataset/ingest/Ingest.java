package io.latentry.dataset.ingest;

import io.latentry.core.error.InvalidInputException;
import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetProperties;
import io.latentry.dataset.DatasetStore;
import io.latentry.storage.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes datasets of files: brings them to disk, reads them, seals and publishes what came of it, or leaves nothing. */
@Component
class Ingest {

    private final Home home;
    private final DatasetStore store;
    private final DatasetProperties limits;

    Ingest(Home home, DatasetStore store, DatasetProperties limits) {
        this.home = home;
        this.store = store;
        this.limits = limits;
    }

    /** Brings a file of an upload to a path. */
    @FunctionalInterface
    interface Content {
        void writeTo(Path target) throws IOException;
    }

    /**
     * Adds a dataset.
     *
     * @param files either {@link FileRole#FILE} alone, or arrays of which {@link FileRole#TRAIN} is one
     * @throws io.latentry.core.error.LatentryException if the name is taken, or the files don't make a dataset
     */
    Dataset add(String name, Map<FileRole, Content> files, IngestOptions options) {
        checkRoles(files.keySet());
        store.checkFree(name);
        try (Workspace workspace = Workspace.create(home, store)) {
            Map<FileRole, UploadedFile> uploaded = new EnumMap<>(FileRole.class);
            for (Map.Entry<FileRole, Content> file : files.entrySet()) {
                String field = file.getKey().field();
                file.getValue().writeTo(workspace.file(field));
                uploaded.put(file.getKey(), new UploadedFile(field, workspace.file(field), limits));
            }
            new UploadReader(limits, options).read(uploaded, workspace.dataset());
            return store.publish(name, workspace.dataset());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static void checkRoles(Set<FileRole> roles) {
        if (roles.contains(FileRole.FILE) ? roles.size() > 1 : !roles.contains(FileRole.TRAIN)) {
            throw InvalidInputException.field(
                    "file", "send either one part 'file', or 'train' with any of 'trainLabels', 'test', 'testLabels'");
        }
        if (roles.contains(FileRole.TEST_LABELS) && !roles.contains(FileRole.TEST)) {
            throw InvalidInputException.field("testLabels", "has labels of no items: send 'test', too");
        }
    }
}
