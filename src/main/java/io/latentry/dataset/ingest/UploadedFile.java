package io.latentry.dataset.ingest;

import io.latentry.core.error.UnsupportedFormatException;
import io.latentry.dataset.DatasetProperties;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file of an upload, on disk, compressed by gzip or not. */
final class UploadedFile {

    /** So that small files of one value, which compress better than any others, are let through. */
    private static final long ALWAYS_ALLOWED = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private final String field;
    private final Path path;
    private final DatasetProperties limits;
    private final boolean gzip;
    private final FileFormat format;

    /**
     * Looks at the first bytes of a file.
     *
     * @throws UnsupportedFormatException if they are of no format that is understood
     */
    UploadedFile(String field, Path path, DatasetProperties limits) throws IOException {
        this.field = field;
        this.path = path;
        this.limits = limits;
        if (Files.size(path) == 0) {
            throw Malformed.file(field, "is empty");
        }
        try (InputStream in = Files.newInputStream(path)) {
            this.gzip = FileFormat.isGzip(in.readNBytes(2));
        }
        try (InputStream in = open()) {
            this.format = FileFormat.of(field, in.readNBytes(FileFormat.START));
        }
        if (gzip && format == FileFormat.ZIP) {
            throw new UnsupportedFormatException("unsupported-format", field + " is a ZIP file within a gzip file");
        }
    }

    String field() {
        return field;
    }

    Path path() {
        return path;
    }

    FileFormat format() {
        return format;
    }

    /** The bytes, decompressed, up to {@link #expandedLimit}. */
    ContentStream open() throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            InputStream content = gzip ? gunzip(in) : new BufferedInputStream(in, BUFFER);
            return new ContentStream(field, content, expandedLimit());
        } catch (IOException | RuntimeException exception) {
            in.close();
            throw exception;
        }
    }

    /** The header of gzip is read at once, by a stream that tells the caller's errors from others. */
    private InputStream gunzip(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, BUFFER);
        } catch (EOFException | ZipException exception) {
            throw Malformed.file(field, "is damaged in its gzip header");
        }
    }

    /** The most bytes that decompression may give. */
    long expandedLimit() throws IOException {
        long byRatio = Math.max(ALWAYS_ALLOWED, Math.multiplyExact(Files.size(path), (long) limits.maxExpansion()));
        return Math.min(byRatio, limits.maxExpanded().toBytes());
    }

    /** The file as an array. */
    ArraySource array() throws IOException {
        OptionalLong size = gzip ? OptionalLong.empty() : OptionalLong.of(Files.size(path));
        return new ArraySource(field, format, size, expandedLimit(), this::open);
    }
}
