package io.latentry.job;

import io.latentry.storage.EssentialWrites;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Picks up what an earlier server left, before the scheduler starts. */
@Component
class JobRecovery implements SmartInitializingSingleton {

    private final JobTable jobs;
    private final JobStates states;
    private final JobFolders folders;
    private final JobExecutions executions;
    private final JobQueue queue;
    private final TransactionTemplate transaction;

    JobRecovery(
            JobTable jobs,
            JobStates states,
            JobFolders folders,
            JobExecutions executions,
            JobQueue queue,
            TransactionTemplate transaction) {
        this.jobs = jobs;
        this.states = states;
        this.folders = folders;
        this.executions = executions;
        this.queue = queue;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        EssentialWrites.run(() -> transaction.execute(status -> reclaim()));
        folders.sweep(jobs::find);
    }

    private int reclaim() {
        List<Job> active = jobs.active();
        executions.reclaim();
        active.forEach(this::recover);
        return active.size();
    }

    /** Its worker is gone, or about to notice that its server is. */
    private void recover(Job job) {
        if (job.state() == JobState.CANCELLING) {
            states.cancelled(job.id());
        } else {
            states.requeue(job.id());
            queue.add(job.id());
        }
    }
}
