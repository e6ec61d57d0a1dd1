package io.latentry.engine;

import java.util.SplittableRandom;

/** Derives independent seeds from a job's or a call's, so that randomness depends on (seed, purpose, position) alone. */
enum Seeds {
    WEIGHTS(0),
    VALIDATION_SPLIT(1),
    EPOCH_ORDER(2),
    STEP(3),
    VALIDATION(4),
    TEST(5),
    EPOCH_END(6),
    DRAWS(7);

    private final int purpose;

    Seeds(int purpose) {
        this.purpose = purpose;
    }

    /** The seed for one position, in [0, 2^63). */
    long at(long seed, long position) {
        long own = new SplittableRandom(seed + purpose).nextLong();
        return new SplittableRandom(own ^ (position * 0x9E3779B97F4A7C15L)).nextLong() >>> 1;
    }

    /** A generator for one position. */
    SplittableRandom generator(long seed, long position) {
        return new SplittableRandom(at(seed, position));
    }
}
