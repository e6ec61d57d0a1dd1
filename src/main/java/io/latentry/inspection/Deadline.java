package io.latentry.inspection;

import io.latentry.core.error.DeadlineException;
import java.time.Duration;

/** The end of the time that a computation of many calls may take. */
final class Deadline {

    private final Duration allowed;
    private final long end;

    Deadline(Duration allowed) {
        this.allowed = allowed;
        this.end = System.nanoTime() + allowed.toNanos();
    }

    /** To be asked between calls. */
    void check() {
        if (System.nanoTime() - end > 0) {
            throw new DeadlineException("It was not done within " + allowed.toMillis() + " ms; ask for fewer items");
        }
    }
}
