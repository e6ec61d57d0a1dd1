package io.latentry.job;

import java.util.List;

/** Submits jobs and tells how they stand. */
public interface Jobs {

    /**
     * Persists a job, on disk before this returns, and queues it.
     *
     * @throws io.latentry.model.RetryLaterException if the queue is full
     */
    Job submit(NewJob job);

    /**
     * Returns a job.
     *
     * @throws io.latentry.model.NotFoundException if there is none with that id
     */
    Job get(String id);

    /** All jobs that are not in a final state, oldest first. */
    List<Job> active();
}
