package io.latentry.web.connection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * For how long a request may still wait for its client. Waiting uses it up, bytes earn it again up to where it began: so the
 * least rate holds for every part of a body, and what system buffers take at once buys no hour.
 */
final class Patience {

    private final TrackedConnection connection;
    private int request = -1;
    private long left;
    private long waited;
    private long moved;
    private long movedBefore;
    private boolean waiting;

    Patience(TrackedConnection connection) {
        this.connection = connection;
    }

    /**
     * Takes in that the connection waits, or does not, at present; returns how many nanoseconds are left, below 0 if none.
     *
     * @param elapsed nanoseconds since the last time
     * @param grace what a request begins with
     * @param minRate in bytes a second
     */
    long sample(boolean waits, long elapsed, Duration grace, long minRate) {
        long now = connection.moved();
        if (request != connection.requests()) {
            request = connection.requests();
            left = grace.toNanos();
            waited = 0;
            movedBefore = now;
            waiting = false;
        } else {
            double earned = (double) (now - moved) / minRate * TimeUnit.SECONDS.toNanos(1);
            left = (long) Math.min((double) grace.toNanos(), left + earned);
        }
        moved = now;
        if (waits && waiting) {
            left -= elapsed;
            waited += elapsed;
        }
        waiting = waits;
        return left;
    }

    /** Nanoseconds for which the request has waited. */
    long waited() {
        return waited;
    }

    /** Bytes in each second of waiting. */
    double rate() {
        return (moved - movedBefore) * 1e9 / Math.max(1, waited);
    }
}
