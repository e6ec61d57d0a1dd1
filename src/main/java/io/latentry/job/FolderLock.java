package io.latentry.job;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The lock that keeps a second process out of a job's folder; the operating system frees it when its process dies. */
final class FolderLock implements AutoCloseable {

    private static final long POLL_MILLISECONDS = 20;

    private final FileChannel channel;
    private final @Nullable FileLock lock;

    private FolderLock(FileChannel channel, @Nullable FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Locks a folder, giving a dying predecessor time to let go. */
    static FolderLock acquire(Path folder, Duration atMost) throws IOException, InterruptedException {
        FileChannel channel =
                FileChannel.open(folder.resolve(WorkerFiles.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long end = System.nanoTime() + atMost.toNanos();
        FileLock lock = channel.tryLock();
        while (lock == null && System.nanoTime() < end) {
            Thread.sleep(POLL_MILLISECONDS);
            lock = channel.tryLock();
        }
        return new FolderLock(channel, lock);
    }

    boolean isHeld() {
        return lock != null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
