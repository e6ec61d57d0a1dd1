package io.latentry.registry;

import io.latentry.model.ModelConfig;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.springframework.stereotype.Component;

/** Reads what comes from outside, of whatever kind it is. */
@Component
class ImportReader {

    private static final byte[] ZIP = {'P', 'K'};
    private static final int FORMAT_WITHIN = 1000;

    private final ArtifactReader artifacts;
    private final PublishedReader published;

    ImportReader(ArtifactReader artifacts, PublishedReader published) {
        this.artifacts = artifacts;
        this.published = published;
    }

    /**
     * Reads a file.
     *
     * @param folder for the weights
     * @throws io.latentry.core.error.LatentryException if it is of no kind that is understood, or damaged
     * @throws IOException if the file cannot be read
     */
    Artifact read(ReceivedFile received, Path folder) throws IOException {
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
}
