package io.latentry.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
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

    ArtifactWriter(CardMarkdown markdown, ArtifactJson json) {
        this.markdown = markdown;
        this.json = json;
    }

    void write(ModelVersion version, PinnedBlob weights, OutputStream output) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(output);
        put(zip, ArtifactEntry.README, markdown.write(version).getBytes(StandardCharsets.UTF_8));
        put(zip, ArtifactEntry.CONFIG, json.write(version.config()));
        put(zip, ArtifactEntry.CARD, json.write(version.card()));
        put(zip, ArtifactEntry.METRICS, json.write(new TreeMap<>(version.card().metrics())));
        put(zip, ArtifactEntry.WEIGHTS, weights.file());
        zip.finish();
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
