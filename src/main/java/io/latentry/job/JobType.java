package io.latentry.job;

import java.nio.file.Path;
import java.util.Map;

/** The server's side of a kind of job; rooms that submit jobs provide one as a bean. */
public interface JobType {

    /** Stored with each job, such as {@code training}; also names the {@link WorkerTask}. */
    String name();

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
