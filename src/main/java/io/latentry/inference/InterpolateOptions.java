package io.latentry.inference;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/**
 * How far apart the items of an interpolation are.
 *
 * @param steps items in the answer, the reconstructed ends among them
 */
record InterpolateOptions(int steps) {

    private static final int DEFAULT_STEPS = 10;

    @JsonCreator
    static InterpolateOptions of(@Nullable Integer steps) {
        return new InterpolateOptions(steps == null ? DEFAULT_STEPS : steps);
    }
}
