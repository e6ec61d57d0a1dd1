package io.latentry.job;

import java.util.List;
import java.util.Optional;

/**
 * How a worker ended; if neither failed nor died, it did what it was asked to: its work, or to stop.
 *
 * @param failure the reason it gave
 * @param death what is known if it gave none
 * @param pause why the job has to wait
 */
record WorkerEnding(Optional<JobError> failure, Optional<String> death, Optional<Pause> pause) {

    private static final int OUT_OF_HEAP = 3;
    private static final int FIRST_SIGNAL = 128;

    static WorkerEnding obedient() {
        return new WorkerEnding(Optional.empty(), Optional.empty(), Optional.empty());
    }

    static WorkerEnding failed(JobError error) {
        return new WorkerEnding(Optional.of(error), Optional.empty(), Optional.empty());
    }

    static WorkerEnding died(String detail) {
        return new WorkerEnding(Optional.empty(), Optional.of(detail), Optional.empty());
    }

    /**
     * The store cannot take what the job writes. What failed the worker may be the same, as a file that was gone for a moment:
     * another one tries again.
     *
     * @param unwritten messages of the worker that are still to be written down
     */
    WorkerEnding paused(JobError reason, long bytes, List<WorkerMessage> unwritten) {
        return new WorkerEnding(Optional.empty(), Optional.empty(), Optional.of(new Pause(reason, bytes, unwritten)));
    }

    /**
     * What a job waits for.
     *
     * @param bytes that there must be room for
     */
    record Pause(JobError reason, long bytes, List<WorkerMessage> unwritten) {

        Pause {
            unwritten = List.copyOf(unwritten);
        }
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
