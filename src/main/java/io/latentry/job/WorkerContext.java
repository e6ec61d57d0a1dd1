package io.latentry.job;

import java.nio.file.Path;

/** What a {@link WorkerTask} has of the world. */
public interface WorkerContext {

    String jobId();

    /** The job's specification, as JSON. */
    String specification();

    /** The job's folder; this process holds its lock. */
    Path folder();

    /** Replaces the job's progress; may be called often, the server is told at most a few times a second. */
    void progress(Object progress);

    /** Adds an event to the job's log; {@code data} is written as JSON. */
    void event(String type, Object data);

    /**
     * The same for what an earlier process of the job may have reported before it was killed: the server may have read that or not,
     * and logs an event of the same type with the same data once.
     */
    void eventOnce(String type, Object data);

    /** Whether the server asked this process to write a checkpoint and stop. */
    boolean stopRequested();
}
