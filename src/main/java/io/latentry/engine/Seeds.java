package io.latentry.engine;

import java.util.SplittableRandom;

/** Derives independent seeds from a job's, so that randomness depends on (seed, purpose, position) alone. */
enum Seeds {
    WEIGHTS,
    VALIDATION_SPLIT,
    EPOCH_ORDER,
    STEP,
    VALIDATION,
    TEST;

    /** The seed for one position, in [0, 2^63). */
    long at(long seed, long position) {
        long purpose = new SplittableRandom(seed + ordinal()).nextLong();
        return new SplittableRandom(purpose ^ (position * 0x9E3779B97F4A7C15L)).nextLong() >>> 1;
    }

    /** A generator for one position. */
    SplittableRandom generator(long seed, long position) {
        return new SplittableRandom(at(seed, position));
    }
}
