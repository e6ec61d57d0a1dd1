package io.latentry.engine;

import io.latentry.core.error.TrainingStoppedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Keeps processes from each other's features: single bytes of one file are locked, so that no file is left per key. */
final class FeatureLocks {

    private static final String FILE = "lock";
    private static final long FOLDER = Long.MAX_VALUE - 1;
    private static final long POLL_MILLISECONDS = 50;

    private final Path folder;
    private final BooleanSupplier stopRequested;

    FeatureLocks(Path folder, BooleanSupplier stopRequested) {
        this.folder = folder;
        this.stopRequested = stopRequested;
    }

    /** A lock that is held until it is closed, or its process dies. */
    interface Held extends AutoCloseable {

        @Override
        void close() throws IOException;
    }

    /** Of whoever lists, evicts or opens files. */
    Held ofFolder() throws IOException {
        return acquire(FOLDER);
    }

    /** Of whoever writes the features of a key. */
    Held ofKey(String key) throws IOException {
        CRC32 place = new CRC32();
        place.update(key.getBytes(StandardCharsets.UTF_8));
        return acquire(place.getValue());
    }

    private Held acquire(long position) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            while (tryLock(channel, position) == null) {
                await();
            }
            return channel::close;
        } catch (RuntimeException | IOException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, long position) throws IOException {
        try {
            return channel.tryLock(position, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void await() {
        if (stopRequested.getAsBoolean()) {
            throw new TrainingStoppedException();
        }
        try {
            Thread.sleep(POLL_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingStoppedException();
        }
    }
}
