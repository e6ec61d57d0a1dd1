package io.latentry.job;

import java.time.Duration;

/**
 * What a {@link CountingTask} is to do.
 *
 * @param steps to count
 * @param stepMilliseconds that each step takes
 * @param mishap that happens before {@code mishapAt}
 * @param mishapAt a step
 */
record Counting(int steps, int stepMilliseconds, Mishap mishap, int mishapAt) {

    /** What can go wrong. */
    enum Mishap {
        NONE,
        /** The task gives a reason. */
        FAIL,
        /** The process dies, each time. */
        CRASH,
        /** The process dies when it gets there for the first time. */
        CRASH_ONCE,
        /** The heap is full. */
        OUT_OF_MEMORY,
        /** Something prints to standard output, in Java and below Java. */
        POLLUTE,
        /** The task has a lot to say. */
        CHATTER,
        /** The task does not care about being asked to stop. */
        IGNORE_STOP
    }

    static Counting steps(int steps) {
        return new Counting(steps, 1, Mishap.NONE, 0);
    }

    /** Takes as long as a test needs to do something to it, but does end. */
    static Counting slow() {
        return new Counting(3000, 10, Mishap.NONE, 0);
    }

    Counting every(Duration step) {
        return new Counting(steps, (int) step.toMillis(), mishap, mishapAt);
    }

    Counting with(Mishap newMishap, int at) {
        return new Counting(steps, stepMilliseconds, newMishap, at);
    }
}
