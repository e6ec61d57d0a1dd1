package io.latentry.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.function.IntConsumer;

/** A stream that is read at a pace. */
final class PacedInput extends FilterInputStream {

    static final int BLOCK = 1 << 16;

    private final Pace pace;
    private final IntConsumer read;

    /**
     * A stream.
     *
     * @param read takes the number of bytes that were read
     */
    PacedInput(InputStream input, Pace pace, IntConsumer read) {
        super(input);
        this.pace = pace;
        this.read = read;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int most = Math.min(length, BLOCK);
        try {
            pace.await(most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The server is stopping");
        }
        int count = super.read(target, offset, most);
        read.accept(Math.max(0, count));
        return count;
    }
}
