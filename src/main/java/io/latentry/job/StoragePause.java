package io.latentry.job;

import io.latentry.core.error.DiskFullException;
import io.latentry.core.error.LatentryException;
import io.latentry.job.WorkerEnding.Pause;
import io.latentry.storage.StorageMonitor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Has jobs wait while the store cannot take what they write. */
@Component
class StoragePause {

    /** After a failure for want of room that there seems to be; doubled with each attempt. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final int MOST_DOUBLINGS = 5;
    private static final long GLANCE_MILLIS = 100;
    private static final int RECORD_ATTEMPTS = 20;

    private final StorageMonitor storage;
    private final JobStates states;
    private final WorkerReports reports;
    private final RunningWorkers workers;

    StoragePause(StorageMonitor storage, JobStates states, WorkerReports reports, RunningWorkers workers) {
        this.storage = storage;
        this.states = states;
        this.reports = reports;
        this.workers = workers;
    }

    /** Waits until there is room, or the job is cancelled; false if the server stops before that. */
    boolean await(String id, long bytes) throws InterruptedException {
        return storage.await(bytes, () -> workers.endsWait(id)) || !workers.isDraining();
    }

    /** Waits a moment for the store; false if the server stops. */
    boolean awaitNextLook() throws InterruptedException {
        Thread.sleep(GLANCE_MILLIS);
        return storage.await(0, workers::isDraining);
    }

    /** The pause that explains a failure; empty if it is not the store's. */
    Optional<Pause> explain(Throwable error) {
        return storage.explain(error).map(reason -> pause(reason, List.of()));
    }

    /** The pause that the store's present condition asks for. */
    Optional<Pause> now() {
        return storage.check().refusal().map(reason -> pause(reason, List.of()));
    }

    private static Pause pause(LatentryException reason, List<WorkerMessage> unwritten) {
        long bytes = reason instanceof DiskFullException full ? full.bytes() : 0;
        return new Pause(new JobError(reason.code(), String.valueOf(reason.getMessage())), bytes, unwritten);
    }

    /**
     * Records a pause, if the database takes it, and waits for its end.
     *
     * @return whether the job may go on; otherwise the server stops
     */
    boolean hold(Job job, Pause pause) throws InterruptedException {
        String id = job.id();
        record(id, pause.reason());
        if (storage.hasRoom(pause.bytes())) {
            rest(REST.toMillis() << Math.min(job.attempts(), MOST_DOUBLINGS));
        }
        if (!storage.await(pause.bytes(), () -> workers.endsWait(id))) {
            return !workers.isDraining();
        }
        return pause.unwritten().isEmpty() || insist(() -> reports.write(id, pause.unwritten()));
    }

    /** A database that has just closed itself is open again after a moment, and takes this on a full disk, too. */
    private void record(String id, JobError reason) throws InterruptedException {
        for (int attempt = 1; attempt <= RECORD_ATTEMPTS; attempt++) {
            try {
                states.pause(id, reason);
                return;
            } catch (RuntimeException e) {
                if (storage.explain(e).isEmpty()) {
                    throw e;
                }
                Thread.sleep(GLANCE_MILLIS);
            }
        }
    }

    private void rest(long millis) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (!workers.isDraining() && System.nanoTime() - end < 0) {
            Thread.sleep(GLANCE_MILLIS);
        }
    }

    /** Does work as often as the store fails it; false if the server stops before it is done. */
    private boolean insist(Runnable work) throws InterruptedException {
        while (true) {
            try {
                work.run();
                return true;
            } catch (RuntimeException e) {
                if (storage.explain(e).isEmpty()) {
                    throw e;
                }
                if (!awaitNextLook()) {
                    return false;
                }
            }
        }
    }
}
