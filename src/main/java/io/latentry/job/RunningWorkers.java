package io.latentry.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The jobs that this server works on, and their workers. */
@Component
class RunningWorkers {

    private final Map<String, Optional<WorkerProcess>> byJob = new HashMap<>();

    /** Jobs that were cancelled in their turns. */
    private final Set<String> cancelled = new HashSet<>();

    private boolean draining;

    /**
     * Takes a job, waiting for who has it: a job that was cancelled and resumed may come back before its last turn is
     * quite over. False if no more jobs are taken.
     */
    synchronized boolean claim(String jobId) throws InterruptedException {
        while (byJob.containsKey(jobId) && !draining) {
            wait();
        }
        if (!draining) {
            byJob.put(jobId, Optional.empty());
        }
        return !draining;
    }

    synchronized void release(String jobId) {
        byJob.remove(jobId);
        cancelled.remove(jobId);
        notifyAll();
    }

    /** Waits for a job's turn to end; false if it takes too long. */
    synchronized boolean awaitRelease(String jobId, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            for (long left = atMost.toMillis(); byJob.containsKey(jobId) && left > 0; ) {
                wait(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !byJob.containsKey(jobId);
    }

    synchronized void started(String jobId, WorkerProcess worker) {
        byJob.put(jobId, Optional.of(worker));
    }

    synchronized void ended(String jobId) {
        byJob.put(jobId, Optional.empty());
    }

    /** Asks a job's worker to stop, if it has one, and ends a wait in its turn. */
    void stop(String jobId, Duration grace) {
        endWait(jobId);
        worker(jobId).ifPresent(worker -> worker.stop(grace));
    }

    synchronized Optional<WorkerProcess> worker(String jobId) {
        return byJob.getOrDefault(jobId, Optional.empty());
    }

    /** Ends what a job waits for in its turn, for it was cancelled. */
    synchronized void endWait(String jobId) {
        if (byJob.containsKey(jobId)) {
            cancelled.add(jobId);
        }
    }

    /** Whether a job's wait is over: it was cancelled, which ends one wait, or the server stops. */
    synchronized boolean endsWait(String jobId) {
        return cancelled.remove(jobId) || draining;
    }

    synchronized boolean isDraining() {
        return draining;
    }

    /** Takes no more jobs, and asks all workers to stop. */
    synchronized void drain(Duration grace) {
        draining = true;
        notifyAll();
        byJob.values().forEach(worker -> worker.ifPresent(process -> process.stop(grace)));
    }

    /** Waits until no job is left. */
    synchronized void awaitNone(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis(); !byJob.isEmpty() && left > 0; ) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
    }
}
