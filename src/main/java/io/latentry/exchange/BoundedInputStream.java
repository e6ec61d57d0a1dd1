package io.latentry.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a body of unknown length until it is too large. */
final class BoundedInputStream extends FilterInputStream {

    private final Limits limits;
    private long count;

    BoundedInputStream(InputStream in, Limits limits) {
        super(in);
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) {
        count += bytes;
        limits.body(count);
    }
}
