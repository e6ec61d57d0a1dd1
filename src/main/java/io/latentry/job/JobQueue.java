package io.latentry.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.latentry.storage.StorageMonitor;
import io.latentry.storage.StorageState;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The queue of jobs: db-scheduler. */
@Component
class JobQueue {

    private final Scheduler scheduler;
    private boolean closed;

    JobQueue(Scheduler scheduler, StorageMonitor storage) {
        this.scheduler = scheduler;
        storage.onChange(this::follow);
    }

    /** Leaves the database alone while it takes no changes. */
    private synchronized void follow(StorageState state) {
        if (!state.isWritable()) {
            scheduler.pause();
        } else if (!closed) {
            scheduler.resume();
        }
    }

    /** Queues a job in the caller's transaction, unless it is queued; the scheduler is woken after the commit. */
    void add(String jobId) {
        scheduler.scheduleIfNotExists(new TaskInstance<Void>(JobExecutions.TASK, jobId), Instant.now());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.triggerCheckForDueExecutions();
            }
        });
    }

    /** Starts no further jobs. */
    synchronized void close() {
        closed = true;
        scheduler.pause();
    }
}
