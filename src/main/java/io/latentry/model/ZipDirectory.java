package io.latentry.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a ZIP file says of its directory, to be looked at before Java's reader takes all of that into memory
 * (<a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a>, 4.3.14 to 4.3.16).
 *
 * @param entries how many files and folders it names
 * @param bytes its size
 */
public record ZipDirectory(long entries, long bytes) {

    private static final int END_SIGNATURE = 0x06054B50;
    private static final int END_LENGTH = 22;
    private static final int COMMENT_MAX = 0xFFFF;
    private static final int END64_SIGNATURE = 0x06064B50;
    private static final int END64_LENGTH = 56;
    private static final int LOCATOR_SIGNATURE = 0x07064B50;
    private static final int LOCATOR_LENGTH = 20;
    private static final long SHORT_MARK = 0xFFFF;
    private static final long INT_MARK = 0xFFFFFFFFL;

    /**
     * Reads the end of a file.
     *
     * @throws ZipException if it is not that of a ZIP file, or different readers would find different directories
     */
    public static ZipDirectory read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            int length = (int) Math.min(channel.size(), END_LENGTH + COMMENT_MAX);
            long start = channel.size() - length;
            ByteBuffer tail = read(channel, start, length);
            int end = end(tail);
            return directory(tail.position(end).slice().order(ByteOrder.LITTLE_ENDIAN), end64(channel, start + end));
        }
    }

    /** The last end record, which must end where the file does: other readers might find another. */
    private static int end(ByteBuffer tail) throws ZipException {
        for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE) {
                if (at + END_LENGTH + Short.toUnsignedInt(tail.getShort(at + 20)) == tail.limit()) {
                    return at;
                }
                throw new ZipException("it has bytes after the end of its directory");
            }
        }
        throw new ZipException("it has no directory, or is cut off");
    }

    private static @Nullable ByteBuffer end64(FileChannel channel, long end) throws IOException {
        if (end < LOCATOR_LENGTH) {
            return null;
        }
        ByteBuffer locator = read(channel, end - LOCATOR_LENGTH, LOCATOR_LENGTH);
        if (locator.getInt(0) != LOCATOR_SIGNATURE) {
            return null;
        }
        long at = locator.getLong(8);
        if (at < 0 || at > end - END64_LENGTH) {
            throw new ZipException("its ZIP64 directory is damaged");
        }
        ByteBuffer record = read(channel, at, END64_LENGTH);
        if (record.getInt(0) != END64_SIGNATURE) {
            throw new ZipException("its ZIP64 directory is damaged");
        }
        return record;
    }

    private static ZipDirectory directory(ByteBuffer end, @Nullable ByteBuffer end64) throws ZipException {
        long entries = Short.toUnsignedLong(end.getShort(10));
        long bytes = Integer.toUnsignedLong(end.getInt(12));
        if (end64 == null) {
            return new ZipDirectory(entries, bytes);
        }
        agreed(Integer.toUnsignedLong(end.getInt(16)), INT_MARK, end64.getLong(48));
        return new ZipDirectory(
                agreed(entries, SHORT_MARK, end64.getLong(32)), agreed(bytes, INT_MARK, end64.getLong(40)));
    }

    /** Java takes the plain record's figures if any of them is neither a mark nor that of the ZIP64 record. */
    private static long agreed(long plain, long mark, long large) throws ZipException {
        if (large < 0 || (plain != mark && plain != large)) {
            throw new ZipException("its two ends of a directory contradict each other");
        }
        return large;
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {}
        return buffer.flip();
    }
}
