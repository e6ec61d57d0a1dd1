package io.latentry.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file without meaning that is given up when the disk is so full that a deletion could not be recorded. */
final class Ballast {

    private static final Logger LOG = LoggerFactory.getLogger(Ballast.class);
    private static final long MOST = 4L << 20;
    private static final int SHARE_OF_RESERVE = 4;

    private final Path file;

    Ballast(Path file) {
        this.file = file;
    }

    /** Writes the file, unless it is there or would take of the reserve. */
    void fill() {
        Path folder = file.getParent();
        long size = Math.min(MOST, FreeSpace.reserve(folder) / SHARE_OF_RESERVE);
        if (Files.exists(file) || !FreeSpace.has(folder, 2 * size)) {
            return;
        }
        byte[] bytes = new byte[1 << 16];
        try (OutputStream output = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= bytes.length) {
                output.write(bytes, 0, (int) Math.min(bytes.length, left));
            }
        } catch (IOException e) {
            release();
        }
    }

    /** Deletes the file if less is free than it has. */
    void releaseIfNeeded() {
        if (Files.exists(file) && FreeSpace.usable(file.getParent()) < MOST) {
            release();
        }
    }

    private void release() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.getMessage());
        }
    }
}
