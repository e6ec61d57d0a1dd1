package io.latentry.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletions that failed, or for which a closed database could not be asked. Each is tried again while the store can be
 * written, until it succeeds; those that a server's end leaves undone are up to the sweeps of the next start.
 */
final class DeferredCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(DeferredCleanup.class);

    private final Queue<StorageMonitor.Cleanup> tasks = new ConcurrentLinkedQueue<>();

    void add(StorageMonitor.Cleanup task) {
        tasks.add(task);
    }

    /** Tries what is there now once. */
    void run() {
        for (int left = tasks.size(); left > 0; left--) {
            StorageMonitor.Cleanup task = tasks.poll();
            if (task != null && !succeeds(task)) {
                tasks.add(task);
            }
        }
    }

    private static boolean succeeds(StorageMonitor.Cleanup task) {
        try {
            task.run();
            return true;
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("A deletion failed again", e);
        } catch (RuntimeException e) {
            LOG.debug("The database could not be asked again", e);
        }
        return false;
    }
}
