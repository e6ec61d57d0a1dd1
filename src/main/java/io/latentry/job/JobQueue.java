package io.latentry.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The queue of jobs: db-scheduler. */
@Component
class JobQueue {

    private final Scheduler scheduler;

    JobQueue(Scheduler scheduler) {
        this.scheduler = scheduler;
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
    void close() {
        scheduler.pause();
    }
}
