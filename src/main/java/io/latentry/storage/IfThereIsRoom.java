package io.latentry.storage;

import io.latentry.core.error.LatentryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves out what a start can do without while the store cannot be written. */
public final class IfThereIsRoom {

    private static final Logger LOG = LoggerFactory.getLogger(IfThereIsRoom.class);

    private IfThereIsRoom() {}

    /**
     * Does work of a start, or logs that the next start will.
     *
     * @param name of what it adds
     */
    public static void add(String name, StorageMonitor storage, Runnable work) {
        try {
            storage.admit();
            work.run();
        } catch (RuntimeException e) {
            LatentryException reason = storage.explain(e).orElse(null);
            if (reason == null && storage.check().isWritable()) {
                throw e;
            }
            LOG.warn("Left out {} until the next start: {}", name, (reason == null ? e : reason).getMessage());
        }
    }
}
