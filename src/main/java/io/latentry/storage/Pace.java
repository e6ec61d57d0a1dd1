package io.latentry.storage;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Keeps a reader to a rate, and from reading at all during a break. Time without reading is not made up for. */
final class Pace {

    private static final long POLL_NANOS = Duration.ofMillis(100).toNanos();
    private static final double NANOS = 1e9;

    private final long bytesPerSecond;
    private final ScrubBreak breaks;
    private final LongSupplier clock;
    private final Sleeper sleeper;
    private long next;

    /**
     * A pace.
     *
     * @param clock in nanoseconds
     * @param sleeper passes time
     */
    Pace(long bytesPerSecond, ScrubBreak breaks, LongSupplier clock, Sleeper sleeper) {
        this.bytesPerSecond = bytesPerSecond;
        this.breaks = breaks;
        this.clock = clock;
        this.sleeper = sleeper;
        this.next = clock.getAsLong();
    }

    /** Waits for a number of nanoseconds. */
    @FunctionalInterface
    interface Sleeper {

        void sleep(long nanos) throws InterruptedException;
    }

    /** Waits until the next bytes may be read. */
    void await(int bytes) throws InterruptedException {
        long now = clock.getAsLong();
        if (next > now) {
            sleeper.sleep(next - now);
        }
        while (breaks.isDue()) {
            sleeper.sleep(POLL_NANOS);
        }
        next = Math.max(next, clock.getAsLong()) + (long) (bytes * NANOS / bytesPerSecond);
    }
}
