package io.latentry.job;

import java.nio.file.Path;
import java.util.Map;

/** The server's side of a kind of job; rooms that submit jobs provide one as a bean. */
public interface JobType {

    /** Stored with each job, such as {@code training}; also names the {@link WorkerTask}. */
    String name();

    /**
     * Prepares a job's folder for a worker, which starts once this has returned: the job's first, one that replaces it,
     * or one that goes on when the job is resumed.
     *
     * @throws io.latentry.core.error.LatentryException if the job must not run, or not any more; it fails for that reason
     */
    default void prepare(Job job, Path folder) {}

    /**
     * Makes sure that all that a new job needs is there, and stays until the job is. Called in the transaction that inserts
     * the job, so that what is locked here cannot go before others see who needs it.
     *
     * @throws io.latentry.core.error.LatentryException if something is gone; then nothing is left of the job
     */
    default void admit(NewJob job) {}

    /**
     * Makes sure, likewise, that all is still there that a cancelled or failed job needs for its work to go on.
     *
     * @throws io.latentry.core.error.ConflictException if something is gone; then the job stays as it is
     */
    default void readmit(Job job) {}

    /** What of a job's specification the API shows. */
    default JobSettings settings(String specification) {
        return JobSettings.NONE;
    }

    /**
     * Publishes what a worker left in the job's folder. Called in the transaction that marks the job as succeeded, and
     * again after a crash in between, so it must be idempotent by the job's id.
     *
     * @param job that ended well
     * @param folder its folder
     * @return what it made, for {@link Job#result()}
     */
    Map<String, String> publish(Job job, Path folder);
}
