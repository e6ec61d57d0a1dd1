package io.latentry.registry;

import io.latentry.model.NetworkLoader;
import io.latentry.storage.Home;
import io.latentry.storage.StorageMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/**
 * Writes artifacts. One version gives the same bytes at any time and on any machine: entries are in one order, bear one
 * time, and are stored rather than compressed, which trained weights hardly can be.
 */
@Component
class ArtifactWriter {

    /** The earliest that ZIP can express in every time zone without an extra field. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final CardMarkdown markdown;
    private final ArtifactJson json;
    private final NetworkLoader networks;
    private final Home home;
    private final StorageMonitor storage;

    ArtifactWriter(
            CardMarkdown markdown, ArtifactJson json, NetworkLoader networks, Home home, StorageMonitor storage) {
        this.markdown = markdown;
        this.networks = networks;
        this.home = home;
        this.storage = storage;
        this.json = json;
    }

    void write(ModelVersion version, PinnedBlobs weights, OutputStream output) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(output);
        put(zip, ArtifactEntry.README, markdown.write(version).getBytes(StandardCharsets.UTF_8));
        put(zip, ArtifactEntry.CONFIG, json.write(version.config()));
        put(zip, ArtifactEntry.CARD, json.write(version.card()));
        put(zip, ArtifactEntry.METRICS, json.write(new TreeMap<>(version.card().metrics())));
        putWeights(zip, version, weights.files());
        zip.finish();
    }

    /** An artifact stands alone: what a version shares with its parent is put into one file with its own. */
    private void putWeights(ZipOutputStream zip, ModelVersion version, List<Path> files) throws IOException {
        if (files.size() == 1) {
            put(zip, ArtifactEntry.WEIGHTS, files.get(0));
            return;
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(home.temporary()), "export-");
        try {
            Path merged = folder.resolve(ArtifactEntry.WEIGHTS.file());
            networks.merge(version.config(), files, merged);
            put(zip, ArtifactEntry.WEIGHTS, merged);
        } finally {
            storage.discard(folder);
        }
    }

    private static void put(ZipOutputStream zip, ArtifactEntry entry, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        zip.putNextEntry(header(entry, bytes.length, crc));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void put(ZipOutputStream zip, ArtifactEntry entry, Path file) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream input = new CheckedInputStream(Files.newInputStream(file), crc)) {
            input.transferTo(OutputStream.nullOutputStream());
        }
        zip.putNextEntry(header(entry, Files.size(file), crc));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    private static ZipEntry header(ArtifactEntry entry, long size, CRC32 crc) {
        ZipEntry header = new ZipEntry(entry.file());
        header.setMethod(ZipEntry.STORED);
        header.setTimeLocal(TIME);
        header.setSize(size);
        header.setCrc(crc.getValue());
        return header;
    }
}
