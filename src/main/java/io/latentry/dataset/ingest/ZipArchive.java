package io.latentry.dataset.ingest;

import io.latentry.core.error.TooLargeException;
import io.latentry.dataset.DatasetProperties;
import io.latentry.model.ZipDirectory;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A ZIP file of strangers. Its entries are only read, never unpacked; all together they stay within the limits. */
final class ZipArchive implements Closeable {

    private static final Pattern UNSAFE = Pattern.compile("/.*|(.*/)?\\.\\.?(/.*)?|.*[\\\\:\\p{Cntrl}].*|.*//.*");
    private static final Pattern CLUTTER = Pattern.compile("__MACOSX/.*|(.*/)?(\\.[^/]+|Thumbs\\.db)");

    private static final long DIRECTORY_BYTES_PER_ENTRY = 512;

    /** Java's reader takes the whole directory into memory. */
    private static final long MAX_DIRECTORY_BYTES = 64_000_000;

    private final UploadedFile file;
    private final ZipFile zip;
    private final List<ZipEntry> entries;
    private long expanded;

    private ZipArchive(UploadedFile file, ZipFile zip, List<ZipEntry> entries) {
        this.file = file;
        this.zip = zip;
        this.entries = entries;
    }

    static ZipArchive open(UploadedFile file, DatasetProperties limits) throws IOException {
        try {
            check(ZipDirectory.read(file.path()), file.field(), limits);
            return open(file, new ZipFile(file.path().toFile()));
        } catch (ZipException | EOFException | IllegalArgumentException exception) {
            throw Malformed.file(file.field(), "is no ZIP file that can be read: " + exception.getMessage());
        }
    }

    private static ZipArchive open(UploadedFile file, ZipFile zip) throws IOException {
        try {
            return new ZipArchive(file, zip, entries(file.field(), zip));
        } catch (RuntimeException exception) {
            zip.close();
            throw exception;
        }
    }

    private static List<ZipEntry> entries(String field, ZipFile zip) {
        return zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(entry -> safe(field, entry))
                .filter(entry -> !CLUTTER.matcher(entry.getName()).matches())
                .toList();
    }

    private static void check(ZipDirectory directory, String field, DatasetProperties limits) {
        if (directory.entries() > limits.maxZipEntries()) {
            throw new TooLargeException("too-many-entries", field + " has over " + limits.maxZipEntries() + " entries");
        }
        if (directory.bytes() > Math.max(1, directory.entries()) * DIRECTORY_BYTES_PER_ENTRY) {
            throw Malformed.file(
                    field, "has a ZIP directory that is too large for its " + directory.entries() + " entries");
        }
        if (directory.bytes() > MAX_DIRECTORY_BYTES) {
            throw new TooLargeException(
                    "too-many-entries", field + " has a ZIP directory of over " + MAX_DIRECTORY_BYTES + " bytes");
        }
    }

    private static ZipEntry safe(String field, ZipEntry entry) {
        if (UNSAFE.matcher(entry.getName()).matches()) {
            throw Malformed.file(field, "has an entry whose name could leave its folder, or is not portable");
        }
        return entry;
    }

    String field() {
        return file.field();
    }

    /** The files, without folders and what file managers add, in the archive's order. */
    List<ZipEntry> entries() {
        return entries;
    }

    /** Opens an entry; all that is opened counts towards the limit of the archive. */
    ContentStream open(ZipEntry entry) throws IOException {
        String name = file.field() + ":" + entry.getName();
        try {
            return new ContentStream(name, new ZipEntryStream(zip.getInputStream(entry), entry), file.expandedLimit());
        } catch (ZipException exception) {
            throw Malformed.file(name, "cannot be read: " + exception.getMessage());
        }
    }

    /**
     * Reads an entry.
     *
     * @param maximum size to accept
     */
    byte[] read(ZipEntry entry, int maximum) throws IOException {
        if (entry.getSize() > maximum) {
            throw tooLarge(entry, maximum);
        }
        try (InputStream in = open(entry)) {
            byte[] bytes = in.readNBytes(maximum + 1);
            if (bytes.length > maximum) {
                throw tooLarge(entry, maximum);
            }
            expanded += bytes.length;
            if (expanded > file.expandedLimit()) {
                throw new TooLargeException(
                        "expands-too-far",
                        "The content of " + file.field() + " exceeds " + file.expandedLimit()
                                + " bytes when decompressed");
            }
            return bytes;
        }
    }

    /** Starts counting what is read from the beginning. */
    void rewind() {
        expanded = 0;
    }

    private static TooLargeException tooLarge(ZipEntry entry, int maximum) {
        return new TooLargeException("file-too-large", entry.getName() + " exceeds " + maximum + " bytes");
    }

    /** An NPY entry as an array. */
    ArraySource array(ZipEntry entry) throws IOException {
        return new ArraySource(
                file.field() + ":" + entry.getName(),
                FileFormat.NPY,
                OptionalLong.of(entry.getSize()),
                file.expandedLimit(),
                () -> open(entry));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
