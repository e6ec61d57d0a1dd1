package io.latentry.registry;

import io.latentry.core.error.TooLargeException;
import io.latentry.model.Names;
import io.latentry.storage.FreeSpace;
import io.latentry.storage.Home;
import io.latentry.storage.StorageMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Publishes what comes from outside. A refused one leaves nothing behind. */
@Component
class ArtifactImport {

    private final Home home;
    private final ImportReader reader;
    private final Publisher publisher;
    private final StorageMonitor storage;
    private final long maxSize;

    ArtifactImport(
            Home home,
            ImportReader reader,
            Publisher publisher,
            StorageMonitor storage,
            RegistryProperties properties) {
        this.home = home;
        this.reader = reader;
        this.publisher = publisher;
        this.storage = storage;
        this.maxSize = properties.artifact().maxSize().toBytes();
    }

    /**
     * Publishes what a request sends as a new version.
     *
     * @param name of the model, which need not be the one it was exported from
     * @param origin as in {@link NewVersion}
     * @param input an artifact; or published weights: a safetensors file, a ZIP of one and its configuration, or a file of
     *     PyTorch's
     * @param options what is told of weights without a configuration
     * @throws IOException if the input cannot be read or the store cannot be written
     */
    ModelVersion publish(String name, String origin, InputStream input, PublishedOptions options) throws IOException {
        Names.check("name", name);
        return inTemporaryFolder(folder -> {
            Path file = folder.resolve("received");
            receive(input, file);
            return publish(name, origin, new ReceivedFile(file, options, "uploaded"), folder);
        });
    }

    /** Publishes a file as a new version. */
    ModelVersion publish(String name, String origin, ReceivedFile file) {
        try {
            if (Files.size(file.file()) > maxSize) {
                throw tooLarge();
            }
            return inTemporaryFolder(folder -> publish(name, origin, file, folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ModelVersion publish(String name, String origin, ReceivedFile file, Path folder) throws IOException {
        Artifact artifact = reader.read(file, folder);
        return publisher.publish(new NewVersion(name, origin, artifact.config(), artifact.card(), artifact.weights()));
    }

    /** What is done with a folder that is there only meanwhile. */
    private interface Work {
        ModelVersion in(Path folder) throws IOException;
    }

    private ModelVersion inTemporaryFolder(Work work) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(home.temporary()), "import-");
        try {
            return work.in(folder);
        } finally {
            storage.discard(folder);
        }
    }

    private void receive(InputStream input, Path file) throws IOException {
        try (OutputStream output = FreeSpace.guard(Files.newOutputStream(file), file)) {
            BoundedCopy.copy(input, output, maxSize, ArtifactImport::tooLarge);
        }
    }

    private static TooLargeException tooLarge() {
        return new TooLargeException("artifact-too-large", "The artifact exceeds latentry.models.artifact.max-size");
    }
}
