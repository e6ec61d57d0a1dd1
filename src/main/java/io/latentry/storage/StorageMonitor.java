package io.latentry.storage;

import io.latentry.core.error.LatentryException;
import io.latentry.core.error.RetryLaterException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Knows whether the store can be written: looks at regular intervals and whenever something failed, has the database
 * opened again when it closed itself, and logs one line for each change.
 */
public final class StorageMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(StorageMonitor.class);
    private static final long FRESH_NANOS = Duration.ofMillis(200).toNanos();
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long GLANCE_MILLIS = 500;
    private static final Duration RETRY_NOW = Duration.ofSeconds(2);

    private final StorageProbe probe;
    private final StorageDatabase database;
    private final DeferredCleanup deferred = new DeferredCleanup();
    private final List<Consumer<StorageState>> listeners = new CopyOnWriteArrayList<>();
    private volatile StorageState state;
    private volatile @Nullable Throwable suspicion;
    private long lastLook;
    private long lastPassed = System.nanoTime() - QUIET_NANOS - 1;

    /** A monitor that has had its first look. */
    public StorageMonitor(StorageProbe probe, StorageDatabase database) {
        this.probe = probe;
        this.database = database;
        this.state = StorageState.writable(0, 0);
        check();
    }

    /** What the last look found. */
    public StorageState state() {
        return state;
    }

    /** Has a listener called after each change; at once, if the store cannot be written now. */
    public synchronized void onChange(Consumer<StorageState> listener) {
        listeners.add(listener);
        if (!state.isWritable()) {
            listener.accept(state);
        }
    }

    /** A deletion; it may fail, and may be repeated. */
    @FunctionalInterface
    public interface Cleanup {
        void run() throws IOException;
    }

    /** Deletes a file, or a folder with all in it, if it is there; if that fails, once the store can be written. */
    public void discard(Path path) {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException e) {
            cleanUpLater(() -> FileSystemUtils.deleteRecursively(path));
        }
    }

    /** Has a deletion that failed tried again, once the store can be written. */
    public void cleanUpLater(Cleanup task) {
        deferred.add(task);
    }

    /** Looks now, and makes up for deletions that failed. */
    void look() {
        if (check().isWritable()) {
            deferred.run();
        }
    }

    /** Looks now. */
    public synchronized StorageState check() {
        Throwable suspected = suspicion;
        StorageState seen = probe.look(suspected != null || !state.isWritable());
        if (!seen.isLost()) {
            seen = withDatabase(seen);
        }
        lastLook = System.nanoTime();
        if (seen.condition() != state.condition()) {
            change(seen);
        } else {
            state = seen;
            passed(suspected);
        }
        notifyAll();
        return seen;
    }

    private void change(StorageState seen) {
        state = seen;
        if (seen.isWritable()) {
            LOG.info("The store can be written again: {} MB are free", FreeSpace.megabytes(seen.free()));
        } else {
            LOG.warn("The store is {}: {}", seen.condition(), seen.reason());
        }
        listeners.forEach(listener -> listener.accept(seen));
    }

    private void passed(@Nullable Throwable suspected) {
        boolean quiet = System.nanoTime() - lastPassed > QUIET_NANOS;
        if (suspected != null && suspicion == null && state.isWritable() && quiet) {
            lastPassed = System.nanoTime();
            LOG.warn("The store failed for a moment, and can be written again: {}", suspected.getMessage());
        }
    }

    /** A database that cannot be opened keeps the store from being written. */
    private StorageState withDatabase(StorageState seen) {
        boolean changed = seen.condition() != state.condition();
        if (suspicion == null && !changed) {
            return seen;
        }
        boolean forChanges = seen.condition() != StorageCondition.READ_ONLY;
        if (state.isLost() || !database.isUsable(forChanges)) {
            database.reopen(forChanges);
        }
        if (database.isUsable(forChanges)) {
            suspicion = null;
            return seen;
        }
        suspicion = suspicion == null ? new IllegalStateException("The database is closed") : suspicion;
        return seen.isWritable()
                ? new StorageState(
                        StorageCondition.READ_ONLY,
                        "the database cannot be opened for changes",
                        seen.free(),
                        seen.reserve())
                : seen;
    }

    /**
     * Refuses to begin a write, unless the store takes it: of those on a full disk the {@link EssentialWrites} alone.
     *
     * @throws LatentryException with code {@code disk-full}, {@code storage-read-only} or {@code storage-lost}
     */
    public void admit() {
        if (probe.loss().isPresent()) {
            check();
        } else if (!state.isWritable() || !probe.hasRoom(0)) {
            checkUnlessFresh();
        }
        StorageState now = state;
        if (now.condition() == StorageCondition.FULL && EssentialWrites.isActive()) {
            probe.makeRoomToDelete();
        } else {
            now.refusal().ifPresent(StorageMonitor::refuse);
        }
    }

    private synchronized void checkUnlessFresh() {
        if (System.nanoTime() - lastLook > FRESH_NANOS) {
            check();
        }
    }

    /** Refuses to acknowledge what was written, if the home folder is not the one that was opened. */
    public void confirm() {
        if (probe.loss().isPresent()) {
            check().refusal().ifPresent(StorageMonitor::refuse);
        }
    }

    private static void refuse(LatentryException refusal) {
        throw refusal;
    }

    /** Notes a failure that may be the store's, to be looked into at the next check; false if it is another's. */
    public boolean suspect(Throwable error) {
        if (StorageFaults.isCertain(error)) {
            suspicion = error;
            return true;
        }
        return !state.isWritable() && StorageFaults.isPossible(error);
    }

    /** What to answer instead of a failure that the store's condition explains; looks now. */
    public Optional<LatentryException> explain(Throwable error) {
        Optional<LatentryException> refusal = StorageFaults.refusal(error);
        if (refusal.isPresent() || !StorageFaults.isPossible(error)) {
            return refusal;
        }
        boolean certain = StorageFaults.isCertain(error);
        if (certain) {
            suspicion = error;
        }
        Optional<LatentryException> explained = check().refusal();
        return explained.isPresent() || !certain ? explained : Optional.of(unavailable());
    }

    /** What to answer a read: it failed because the database was closed, and is open for reads again in a moment. */
    public LatentryException explainToReader(LatentryException explained) {
        return state.isLost() ? explained : unavailable();
    }

    private static LatentryException unavailable() {
        return RetryLaterException.unavailable(
                StorageState.UNAVAILABLE, "The store failed for a moment; send the request again", RETRY_NOW);
    }

    /** Whether the store can be written and has room for further bytes beside the reserve. */
    public boolean hasRoom(long bytes) {
        return state.isWritable() && probe.hasRoom(bytes);
    }

    /**
     * Waits until the store can be written and has room.
     *
     * @param bytes beside the reserve
     * @param given ends the wait early
     * @return whether there is room
     */
    public boolean await(long bytes, BooleanSupplier given) throws InterruptedException {
        while (!hasRoom(bytes)) {
            if (given.getAsBoolean()) {
                return false;
            }
            synchronized (this) {
                wait(GLANCE_MILLIS);
            }
        }
        return true;
    }
}
