package io.latentry.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Looks at the volume's free space before each piece of what is written to a file. */
final class GuardedStream extends FilterOutputStream {

    private static final int PIECE = 1 << 18;

    private final Path folder;
    private long allowed;

    GuardedStream(OutputStream stream, Path folder) {
        super(stream);
        this.folder = folder;
    }

    @Override
    public void write(int value) throws IOException {
        allow(1);
        out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        allow(length);
        out.write(bytes, offset, length);
    }

    private void allow(int length) {
        if (allowed < length) {
            FreeSpace.require(folder, Math.max(length, PIECE));
            allowed = Math.max(length, PIECE);
        }
        allowed -= length;
    }
}
