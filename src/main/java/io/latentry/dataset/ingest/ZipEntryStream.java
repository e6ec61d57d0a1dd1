package io.latentry.dataset.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** An entry's bytes, which must have its checksum when they end; Java's ZIP files leave that to the caller. */
final class ZipEntryStream extends FilterInputStream {

    private final ZipEntry entry;
    private final CRC32 checksum = new CRC32();

    ZipEntryStream(InputStream in, ZipEntry entry) {
        super(in);
        this.entry = entry;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            checksum.update(target, offset, read);
        } else if (read < 0 && checksum.getValue() != entry.getCrc()) {
            throw new ZipException("its checksum is wrong");
        }
        return read;
    }

    /** Skipped bytes count, too. */
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
