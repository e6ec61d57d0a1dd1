package io.latentry.job;

import io.latentry.core.error.ConflictException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.NotFoundException;
import io.latentry.storage.StorageMonitor;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes finished jobs: rows first, then the folder, which the next start's sweep removes if a crash comes between. */
@Component
class JobDeletion {

    /** Later than any end, and within what databases take. */
    private static final Instant ANY_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private static final Duration END_OF_TURN = Duration.ofSeconds(10);

    private final JobTable jobs;
    private final JobFolders folders;
    private final RunningWorkers workers;
    private final StorageMonitor storage;
    private final TransactionTemplate transaction;

    JobDeletion(
            JobTable jobs,
            JobFolders folders,
            RunningWorkers workers,
            StorageMonitor storage,
            TransactionTemplate transaction) {
        this.jobs = jobs;
        this.folders = folders;
        this.workers = workers;
        this.storage = storage;
        this.transaction = transaction;
    }

    /**
     * Deletes a finished job with its events, checkpoints and log. What it made is kept.
     *
     * @throws InvalidInputException if the id is {@code latest}, which may have become another job
     * @throws NotFoundException if there is no such job
     * @throws ConflictException if the job is not finished
     */
    void delete(String id) {
        if (id.equals(JobTable.LATEST)) {
            throw InvalidInputException.field(
                    "id", "must be the id of a job, since the latest may be another one by now");
        }
        Job job = jobs.get(id);
        if (!job.state().isFinal() || !deleteFinished(id, ANY_TIME)) {
            throw new ConflictException(
                    "job-not-finished",
                    "Only finished jobs can be deleted; this one is "
                            + jobs.get(id).state().label() + ". Cancel it first");
        }
    }

    private void deleteFolder(String id) {
        try {
            folders.delete(id);
        } catch (UncheckedIOException e) {
            storage.cleanUpLater(() -> folders.delete(id));
        }
    }

    /** Whether a job had finished before a moment, and is deleted. */
    boolean deleteFinished(String id, Instant before) {
        // What ended the job may still be tidying its folder.
        if (!workers.awaitRelease(id, END_OF_TURN) || !deleteRow(id, before)) {
            return false;
        }
        deleteFolder(id);
        return true;
    }

    private boolean deleteRow(String id, Instant before) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> jobs.deleteFinished(id, before)));
        } catch (RuntimeException e) {
            deleteUnrecorded(id);
            throw e;
        }
    }

    /** A transaction that failed may be committed all the same; a database that is closed is asked later. */
    void deleteUnrecorded(String id) {
        try {
            if (jobs.find(id).isEmpty()) {
                folders.delete(id);
            }
        } catch (DataAccessException | UncheckedIOException e) {
            storage.cleanUpLater(() -> deleteUnrecorded(id));
        }
    }
}
