package io.latentry.job;

import java.util.Optional;

/**
 * How a worker ended; if neither failed nor died, it did what it was asked to: its work, or to stop.
 *
 * @param failure the reason it gave
 * @param death what is known if it gave none
 */
record WorkerEnding(Optional<JobError> failure, Optional<String> death) {

    private static final int OUT_OF_HEAP = 3;
    private static final int FIRST_SIGNAL = 128;

    static WorkerEnding obedient() {
        return new WorkerEnding(Optional.empty(), Optional.empty());
    }

    static WorkerEnding failed(JobError error) {
        return new WorkerEnding(Optional.of(error), Optional.empty());
    }

    static WorkerEnding died(String detail) {
        return new WorkerEnding(Optional.empty(), Optional.of(detail));
    }

    static WorkerEnding died(int exitCode) {
        if (exitCode == Worker.LOCKED) {
            return died("Another process still works in the job's folder");
        }
        if (exitCode == OUT_OF_HEAP) {
            return died("The worker process ran out of heap memory (latentry.jobs.worker.heap)");
        }
        if (exitCode > FIRST_SIGNAL) {
            return died("The worker process was killed by signal " + (exitCode - FIRST_SIGNAL)
                    + "; 9 often means that the machine or container ran out of memory");
        }
        return died(
                "The worker process ended with exit code " + exitCode + "; worker.log in the job's folder says more");
    }
}
