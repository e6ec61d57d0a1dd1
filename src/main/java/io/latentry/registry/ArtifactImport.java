package io.latentry.registry;

import io.latentry.model.Home;
import io.latentry.model.ModelConfig;
import io.latentry.model.Names;
import io.latentry.model.TooLargeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
        Artifact artifact = read(file, folder);
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
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private Artifact read(ReceivedFile received, Path folder) throws IOException {
        Path file = received.file();
        if (!isZip(file)) {
            return published.read(received, folder);
        }
        return switch (kind(file)) {
            case ARTIFACT -> artifacts.read(file, folder);
            case PUBLISHED -> published.readZip(received, folder);
            case TORCH -> published.readTorch(received, folder);
        };
    }

    private enum Kind {
        ARTIFACT,
        PUBLISHED,
        TORCH
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream start = Files.newInputStream(file)) {
            return Arrays.equals(start.readNBytes(ZIP.length), ZIP);
        }
    }

    /** Only this product's have a card, or a configuration in its format; only PyTorch's are pickled. */
    private static Kind kind(Path file) throws IOException {
        try (ZipFile zip = ZipContents.open(file)) {
            if (zip.stream().anyMatch(entry -> entry.getName().matches("([^/]+/)?data\\.pkl"))) {
                return Kind.TORCH;
            }
            return isArtifact(zip) ? Kind.ARTIFACT : Kind.PUBLISHED;
        }
    }

    private static boolean isArtifact(ZipFile zip) throws IOException {
        if (zip.getEntry(ArtifactEntry.CARD.file()) != null) {
            return true;
        }
        ZipEntry config = zip.getEntry(ArtifactEntry.CONFIG.file());
        return config == null ? !PublishedReader.hasConfig(zip) : mentionsFormat(zip, config);
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
            BoundedCopy.copy(input, output, maxSize, ArtifactImport::tooLarge);
        }
    }

    private static TooLargeException tooLarge() {
        return new TooLargeException("artifact-too-large", "The artifact exceeds latentry.models.artifact.max-size");
    }
}
