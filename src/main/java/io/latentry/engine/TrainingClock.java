package io.latentry.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Times a run until it is stopped, if it is: how long it took over all its processes, how fast it goes, and when the next
 * checkpoint is due.
 */
final class TrainingClock {

    private static final double NANOS = 1e9;

    private final long start = System.nanoTime();
    private final Duration checkpointInterval;
    private final double earlierSeconds;
    private long lastCheckpoint = start;
    private long items;
    private long steps;
    private @Nullable Long end;

    /**
     * Begins now.
     *
     * @param earlierSeconds of the processes before this one
     */
    TrainingClock(Duration checkpointInterval, double earlierSeconds) {
        this.checkpointInterval = checkpointInterval;
        this.earlierSeconds = earlierSeconds;
    }

    void advance(int chunkSteps, int chunkItems) {
        steps += chunkSteps;
        items += chunkItems;
    }

    /** What comes now is no training any more. */
    void stop() {
        end = System.nanoTime();
    }

    /** Of this process and those before it. */
    double seconds() {
        return earlierSeconds + elapsed();
    }

    private double elapsed() {
        return ((end == null ? System.nanoTime() : end) - start) / NANOS;
    }

    double itemsPerSecond() {
        return items / elapsed();
    }

    double secondsFor(long furtherSteps) {
        return steps == 0 ? 0 : furtherSteps * elapsed() / steps;
    }

    boolean checkpointIsDue() {
        return System.nanoTime() - lastCheckpoint >= checkpointInterval.toNanos();
    }

    void checkpointWritten() {
        lastCheckpoint = System.nanoTime();
    }
}
