package io.latentry.job;

import java.util.List;
import java.util.function.Predicate;

/** Submits jobs and tells how they stand. */
public interface Jobs {

    /**
     * Persists a job, on disk before this returns, and queues it.
     *
     * @throws io.latentry.core.error.RetryLaterException if the queue is full
     */
    Job submit(NewJob job);

    /** Persists a job that does not start by itself: it is cancelled at once, and can be resumed. */
    Job hold(NewJob job);

    /** Persists such a job under an id of the caller's choice, a UUID of version 7, which must be free. */
    Job hold(String id, NewJob job);

    /** Whether there has never been a job. */
    boolean isEmpty();

    /**
     * Returns a job.
     *
     * @param id of the job, or {@code latest} for the one submitted last
     * @throws io.latentry.core.error.NotFoundException if there is none with that id
     */
    Job get(String id);

    /**
     * The same for a part of all jobs.
     *
     * @param id of any job, or {@code latest} for the one submitted last of those that are wanted, if there is one; else of all
     */
    Job get(String id, Predicate<Job> wanted);

    /** All jobs that are not in a final state, oldest first. */
    List<Job> active();
}
