package io.latentry.exchange;

import io.latentry.core.error.DeadlineException;
import io.latentry.core.error.RetryLaterException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets as many requests work at a time as there are cores, in the order of their arrival. A burst may wait; a queue that does
 * not get short again is an overload, and from then on until it is empty only a short one may form. So those who are let in
 * wait for a few others only, however many come, and the others know at once. After CoDel (Nichols and
 * Jacobson 2012), which looks at what a queue does over a while rather than at its length, too.
 */
final class Turnstile {

    /** Of a queue that is no overload, for each permit. */
    private static final int SHORT = 4;

    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore permits;
    private final int shortQueue;
    private final int queue;
    private final Duration deadline;
    private final LongSupplier clock;
    private final Timer waits;
    private final Counter refusals;
    private int waiting;
    private boolean overloaded;
    private long shortUntil;

    /**
     * A turnstile.
     *
     * @param permits requests that work at a time
     * @param queue requests that may wait in a burst
     * @param deadline for waiting
     * @param clock in nanoseconds
     */
    Turnstile(int permits, int queue, Duration deadline, LongSupplier clock, MeterRegistry meters) {
        this.permits = new Semaphore(permits, true);
        this.shortQueue = Math.min(queue, SHORT * permits);
        this.queue = queue;
        this.deadline = deadline;
        this.clock = clock;
        this.shortUntil = clock.getAsLong();
        this.waits = Timer.builder("latentry.inference.turn")
                .description("Time that requests wait until they are worked on")
                .register(meters);
        this.refusals = Counter.builder("latentry.inference.refused")
                .description("Requests that were refused with 429 because too many waited")
                .register(meters);
        Gauge.builder("latentry.inference.waiting", this, Turnstile::waiting)
                .description("Requests that wait until they are worked on")
                .register(meters);
    }

    /**
     * Refuses whoever could not enter now, before their body is read.
     *
     * @throws RetryLaterException if too many wait already
     */
    void knock() {
        if (!hasRoom()) {
            throw refusal();
        }
    }

    /**
     * Waits for a permit.
     *
     * @throws RetryLaterException if too many wait already
     * @throws DeadlineException if none is to be had in time
     */
    void enter() {
        if (!queueUp()) {
            throw refusal();
        }
        await();
    }

    private RetryLaterException refusal() {
        refusals.increment();
        return RetryLaterException.overloaded("overloaded", "Too many requests are waiting already", RETRY_AFTER);
    }

    /** The same for one that was let in before and went out for something else: it is not refused. */
    void enterAgain() {
        synchronized (this) {
            waiting++;
        }
        await();
    }

    void leave() {
        permits.release();
    }

    private synchronized int waiting() {
        return waiting;
    }

    private synchronized boolean queueUp() {
        boolean room = hasRoom();
        waiting += room ? 1 : 0;
        return room;
    }

    private synchronized boolean hasRoom() {
        long now = clock.getAsLong();
        if (waiting < shortQueue) {
            shortUntil = now;
            overloaded &= waiting > 0;
        } else if (now - shortUntil > PATIENCE) {
            overloaded = true;
        }
        return waiting < (overloaded ? shortQueue : queue);
    }

    private void await() {
        long arrival = clock.getAsLong();
        try {
            if (!permits.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DeadlineException("The request could not be worked on within " + deadline.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RetryLaterException.unavailable("draining", "The server is shutting down", RETRY_AFTER);
        } finally {
            synchronized (this) {
                waiting--;
            }
        }
        waits.record(clock.getAsLong() - arrival, TimeUnit.NANOSECONDS);
    }
}
