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
     * @throws io.latentry.model.LatentryException if the job must not run, or not any more; it fails for that reason
     */
    default void prepare(Job job, Path folder) {}

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
