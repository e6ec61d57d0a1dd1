package io.latentry.registry;

import io.latentry.model.Home;
import io.latentry.model.Names;
import io.latentry.model.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Publishes artifacts from outside. A refused one leaves nothing behind. */
@Component
class ArtifactImport {

    private final Home home;
    private final ArtifactReader reader;
    private final Publisher publisher;
    private final long maxSize;

    ArtifactImport(Home home, ArtifactReader reader, Publisher publisher, RegistryProperties properties) {
        this.home = home;
        this.reader = reader;
        this.publisher = publisher;
        this.maxSize = properties.artifact().maxSize().toBytes();
    }

    /**
     * Publishes an artifact's contents as a new version.
     *
     * @param name of the model, which need not be the one it was exported from
     * @param origin as in {@link NewVersion}
     * @param input a ZIP file
     * @throws IOException if the input cannot be read or the store cannot be written
     */
    ModelVersion publish(String name, String origin, InputStream input) throws IOException {
        Names.check("name", name);
        Path folder = Files.createTempDirectory(Files.createDirectories(home.temporary()), "import-");
        try {
            Path file = folder.resolve("artifact.zip");
            receive(input, file);
            Artifact artifact = reader.read(file, folder);
            return publisher.publish(
                    new NewVersion(name, origin, artifact.config(), artifact.card(), artifact.weights()));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void receive(InputStream input, Path file) throws IOException {
        try (OutputStream output = Files.newOutputStream(file)) {
            BoundedCopy.copy(
                    input,
                    output,
                    maxSize,
                    () -> new TooLargeException(
                            "artifact-too-large", "The artifact exceeds latentry.models.artifact.max-size"));
        }
    }
}
