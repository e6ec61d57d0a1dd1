package io.latentry.registry;

import io.latentry.core.error.InvalidInputException;
import io.latentry.storage.FreeSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A ZIP file from outside, of which nothing is believed: not its names, not its sizes, not its checksums. */
final class ArtifactZip implements AutoCloseable {

    private static final int MAX_TEXT = 8 << 20;
    private static final int SHOWN_NAME = 100;

    private final ZipFile zip;
    private final RegistryProperties.Artifact limits;
    private final Map<ArtifactEntry, ZipEntry> entries = new EnumMap<>(ArtifactEntry.class);

    private ArtifactZip(ZipFile zip, RegistryProperties.Artifact limits) {
        this.zip = zip;
        this.limits = limits;
    }

    /**
     * Opens a file.
     *
     * @throws InvalidInputException if it is not a ZIP file with an artifact's entries, each once
     */
    static ArtifactZip open(Path file, RegistryProperties.Artifact limits) throws IOException {
        ArtifactZip artifact = new ArtifactZip(ZipContents.open(file), limits);
        try {
            artifact.zip.stream().forEach(artifact::add);
            artifact.checkComplete();
            return artifact;
        } catch (RuntimeException e) {
            artifact.close();
            throw e;
        }
    }

    private void add(ZipEntry entry) {
        String name = entry.getName();
        ArtifactEntry known = ArtifactEntry.of(name)
                .orElseThrow(() -> ZipContents.invalid("An artifact has no entry "
                        + name.substring(0, Math.min(SHOWN_NAME, name.length())) + "; it holds "
                        + ArtifactEntry.list()));
        if (entries.put(known, entry) != null) {
            throw ZipContents.invalid("The artifact has " + name + " twice");
        }
    }

    private void checkComplete() {
        for (ArtifactEntry entry : ArtifactEntry.values()) {
            if (entry.isRequired() && !has(entry)) {
                throw ArtifactJson.invalid(entry, "", "is missing");
            }
        }
    }

    boolean has(ArtifactEntry entry) {
        return entries.containsKey(entry);
    }

    /** The contents of one of the small entries that {@link #has} says are there. */
    byte[] read(ArtifactEntry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        transfer(entry, MAX_TEXT, bytes);
        return bytes.toByteArray();
    }

    /** Writes the weights to a new file. */
    void extractWeights(Path target) throws IOException {
        try (OutputStream output = FreeSpace.guard(Files.newOutputStream(target), target)) {
            transfer(ArtifactEntry.WEIGHTS, limits.maxWeights().toBytes(), output);
        }
    }

    private void transfer(ArtifactEntry wanted, long maxSize, OutputStream output) throws IOException {
        ZipEntry entry = entries.get(wanted);
        if (entry == null) {
            throw new IllegalArgumentException("There is no " + wanted.file());
        }
        ZipContents.copy(zip, entry, maxSize, limits.maxRatio(), output);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
