package io.latentry.dataset.ingest;

import io.latentry.dataset.DatasetProperties;
import io.latentry.model.TooLargeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the end of a ZIP file before Java's reader takes its whole directory into memory
 * (<a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a>, 4.3.14 to 4.3.16).
 */
final class ZipDirectory {

    private static final int END_SIGNATURE = 0x06054B50;
    private static final int END_LENGTH = 22;
    private static final int COMMENT_MAX = 0xFFFF;
    private static final int END64_SIGNATURE = 0x06064B50;
    private static final int END64_LENGTH = 56;
    private static final int LOCATOR_SIGNATURE = 0x07064B50;
    private static final int LOCATOR_LENGTH = 20;
    private static final long BYTES_PER_ENTRY = 512;

    private final String field;
    private final FileChannel channel;

    private ZipDirectory(String field, FileChannel channel) {
        this.field = field;
        this.channel = channel;
    }

    /** Refuses a file whose directory is missing or too large. */
    static void check(String field, Path file, DatasetProperties limits) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            new ZipDirectory(field, channel).check(limits.maxZipEntries());
        }
    }

    private void check(int maxEntries) throws IOException {
        int length = (int) Math.min(channel.size(), END_LENGTH + COMMENT_MAX);
        long start = channel.size() - length;
        ByteBuffer tail = read(start, length);
        int end = end(tail);
        long entries = tail.getShort(end + 10) & 0xFFFF;
        long bytes = tail.getInt(end + 12) & 0xFFFFFFFFL;
        ByteBuffer end64 = end64(start + end);
        if (end64 != null) {
            entries = Math.max(end64.getLong(32), end64.getLong(24));
            bytes = end64.getLong(40);
        }
        if (entries > maxEntries || entries < 0) {
            throw new TooLargeException("too-many-entries", field + " has over " + maxEntries + " entries");
        }
        if (bytes < 0 || bytes > Math.max(1, entries) * BYTES_PER_ENTRY) {
            throw Malformed.file(field, "has a ZIP directory that is too large for its " + entries + " entries");
        }
    }

    /** The last end record, which must end where the file does: other readers might find another. */
    private int end(ByteBuffer tail) {
        for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE) {
                if (at + END_LENGTH + (tail.getShort(at + 20) & 0xFFFF) == tail.limit()) {
                    return at;
                }
                throw Malformed.file(field, "has bytes after the end of its ZIP directory");
            }
        }
        throw Malformed.file(field, "is cut off: it has no ZIP directory");
    }

    private @Nullable ByteBuffer end64(long end) throws IOException {
        if (end < LOCATOR_LENGTH) {
            return null;
        }
        ByteBuffer locator = read(end - LOCATOR_LENGTH, LOCATOR_LENGTH);
        if (locator.getInt(0) != LOCATOR_SIGNATURE) {
            return null;
        }
        long at = locator.getLong(8);
        if (at < 0 || at > end - END64_LENGTH) {
            throw Malformed.file(field, "has a damaged ZIP64 directory");
        }
        ByteBuffer record = read(at, END64_LENGTH);
        if (record.getInt(0) != END64_SIGNATURE) {
            throw Malformed.file(field, "has a damaged ZIP64 directory");
        }
        return record;
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {}
        return buffer.flip();
    }
}
