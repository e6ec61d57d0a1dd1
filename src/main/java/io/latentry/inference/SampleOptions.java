package io.latentry.inference;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.latentry.core.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * How many items are drawn, and how.
 *
 * @param n how many
 * @param seed of the draw
 * @param temperature standard deviation of the codes
 */
record SampleOptions(int n, long seed, double temperature) {

    private static final int DEFAULT_COUNT = 16;
    private static final double MAX_TEMPERATURE = 10;

    SampleOptions {
        if (!(temperature >= 0 && temperature <= MAX_TEMPERATURE)) {
            throw InvalidInputException.field("temperature", "must be a number from 0 to " + (int) MAX_TEMPERATURE);
        }
    }

    @JsonCreator
    static SampleOptions of(@Nullable Integer n, @Nullable Long seed, @Nullable Double temperature) {
        return new SampleOptions(
                n == null ? DEFAULT_COUNT : n, Seeds.orRandom(seed), temperature == null ? 1 : temperature);
    }
}
