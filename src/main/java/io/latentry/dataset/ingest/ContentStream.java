package io.latentry.dataset.ingest;

import io.latentry.core.error.TooLargeException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** The bytes of an upload, counted and bounded; what is damaged is the caller's error, and not a failure to read. */
final class ContentStream extends FilterInputStream {

    private final String field;
    private final long limit;
    private long count;

    /** A stream over at most {@code limit} bytes. */
    ContentStream(String field, InputStream in, long limit) {
        super(in);
        this.field = field;
        this.limit = limit;
    }

    /** The number of bytes read so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = attempt(target, offset, length);
        count += Math.max(0, read);
        if (count > limit) {
            throw new TooLargeException(
                    "expands-too-far", "The content of " + field + " exceeds " + limit + " bytes when decompressed");
        }
        return read;
    }

    private int attempt(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (EOFException exception) {
            throw Malformed.file(field, "is cut off");
        } catch (ZipException exception) {
            throw Malformed.file(field, "is damaged: " + exception.getMessage());
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] skipped = new byte[(int) Math.min(bytes, 8192)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
