package io.latentry.registry;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A right to a blob's file, until it is closed. */
final class PinnedBlob implements AutoCloseable {

    private final String hash;
    private final Path file;
    private final Runnable unpin;
    private final AtomicBoolean closed = new AtomicBoolean();

    PinnedBlob(String hash, Path file, Runnable unpin) {
        this.hash = hash;
        this.file = file;
        this.unpin = unpin;
    }

    /** SHA-256 of the file, hexadecimal. */
    String hash() {
        return hash;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            unpin.run();
        }
    }
}
