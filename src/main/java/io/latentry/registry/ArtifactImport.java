package io.latentry.registry;

import io.latentry.model.Home;
import io.latentry.model.ModelConfig;
import io.latentry.model.Names;
import io.latentry.model.TooLargeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Publishes what comes from outside. A refused one leaves nothing behind. */
@Component
class ArtifactImport {

    private static final byte[] ZIP = {'P', 'K'};
    private static final int FORMAT_WITHIN = 1000;

    private final Home home;
    private final ArtifactReader artifacts;
    private final PublishedReader published;
    private final Publisher publisher;
    private final long maxSize;

    ArtifactImport(
            Home home,
            ArtifactReader artifacts,
            PublishedReader published,
            Publisher publisher,
            RegistryProperties properties) {
        this.home = home;
        this.artifacts = artifacts;
        this.published = published;
        this.publisher = publisher;
        this.maxSize = properties.artifact().maxSize().toBytes();
    }

    /**
     * Publishes an artifact's contents as a new version.
     *
     * @param name of the model, which need not be the one it was exported from
     * @param origin as in {@link NewVersion}
     * @param input an artifact; or published weights: a safetensors file, or a ZIP of one and its configuration
     * @param options what is told of a bare safetensors file
     * @throws IOException if the input cannot be read or the store cannot be written
     */
    ModelVersion publish(String name, String origin, InputStream input, PublishedOptions options) throws IOException {
        Names.check("name", name);
        Path folder = Files.createTempDirectory(Files.createDirectories(home.temporary()), "import-");
        try {
            Path file = folder.resolve("received");
            receive(input, file);
            Artifact artifact = read(file, options, folder);
            return publisher.publish(
                    new NewVersion(name, origin, artifact.config(), artifact.card(), artifact.weights()));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private Artifact read(Path file, PublishedOptions options, Path folder) throws IOException {
        if (!isZip(file)) {
            return published.read(file, options, folder);
        }
        return isArtifact(file) ? artifacts.read(file, folder) : published.readZip(file, folder);
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream start = Files.newInputStream(file)) {
            return Arrays.equals(start.readNBytes(ZIP.length), ZIP);
        }
    }

    /** Only this product's have a card, or a configuration in its format. */
    private static boolean isArtifact(Path file) throws IOException {
        try (ZipFile zip = ZipContents.open(file)) {
            if (zip.getEntry(ArtifactEntry.CARD.file()) != null) {
                return true;
            }
            ZipEntry config = zip.getEntry(ArtifactEntry.CONFIG.file());
            return config == null ? !PublishedReader.hasConfig(zip) : mentionsFormat(zip, config);
        }
    }

    private static boolean mentionsFormat(ZipFile zip, ZipEntry config) throws IOException {
        try (InputStream input = zip.getInputStream(config)) {
            String beginning = new String(input.readNBytes(FORMAT_WITHIN), StandardCharsets.UTF_8);
            return beginning.contains("\"" + ModelConfig.FORMAT + "\"");
        } catch (ZipException | EOFException e) {
            return true;
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
