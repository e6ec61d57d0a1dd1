package io.latentry.registry;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.model.ZipDirectory;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads ZIP files of which nothing is believed: not their sizes, not their checksums. */
final class ZipContents {

    private static final int MAX_ENTRIES = 5_000;
    private static final int MAX_DIRECTORY_BYTES = 1_000_000;

    private ZipContents() {}

    /**
     * Opens a file.
     *
     * @throws InvalidInputException if it is no ZIP file, or has too many entries
     */
    static ZipFile open(Path file) throws IOException {
        try {
            check(ZipDirectory.read(file));
        } catch (ZipException e) {
            throw invalid("The body is not a ZIP file, or is cut off: " + e.getMessage());
        }
        try {
            return readable(new ZipFile(file.toFile()));
        } catch (ZipException | EOFException e) {
            throw invalid("The ZIP file is damaged: " + e.getMessage());
        }
    }

    /** Java decodes names and comments when it comes upon them, and finds out only then that they are malformed. */
    private static ZipFile readable(ZipFile zip) throws IOException {
        try {
            zip.stream().forEach(ZipEntry::getName);
            return zip;
        } catch (IllegalArgumentException e) {
            zip.close();
            throw invalid("The ZIP file is damaged: it has malformed text");
        }
    }

    private static void check(ZipDirectory directory) {
        if (directory.entries() > MAX_ENTRIES || directory.bytes() > MAX_DIRECTORY_BYTES) {
            throw invalid("The ZIP file has more entries than any artifact or file of PyTorch's");
        }
    }

    /**
     * Copies an entry's contents.
     *
     * @param maxSize of them, in bytes
     * @param maxRatio of their size to their compressed size
     * @throws TooLargeException if they are larger
     * @throws InvalidInputException if they are damaged
     */
    static void copy(ZipFile zip, ZipEntry entry, long maxSize, int maxRatio, OutputStream output) throws IOException {
        long limit = Math.min(maxSize, entry.getCompressedSize() * maxRatio);
        CRC32 crc = new CRC32();
        try (InputStream input = new CheckedInputStream(zip.getInputStream(entry), crc)) {
            long size = BoundedCopy.copy(input, output, limit, () -> tooLarge(entry, limit));
            if (size != entry.getSize() || crc.getValue() != entry.getCrc()) {
                throw invalid(entry.getName() + " is damaged: its size or checksum is wrong");
            }
        } catch (ZipException | EOFException e) {
            throw invalid(entry.getName() + " is damaged: it cannot be decompressed");
        }
    }

    private static TooLargeException tooLarge(ZipEntry entry, long limit) {
        return new TooLargeException(
                "artifact-too-large",
                entry.getName() + " exceeds " + limit + " bytes, by its size or its compression ratio");
    }

    static InvalidInputException invalid(String message) {
        return new InvalidInputException("invalid-artifact", message);
    }
}
