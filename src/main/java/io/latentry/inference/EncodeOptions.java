package io.latentry.inference;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.latentry.model.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * How items are encoded.
 *
 * @param logVariances whether the answer has the posterior's log-variances, too
 * @param sample whether codes are drawn from the posterior, instead of being its mean
 * @param seed of that draw
 */
record EncodeOptions(boolean logVariances, boolean sample, long seed) {

    @JsonCreator
    static EncodeOptions of(@Nullable Boolean logVariances, @Nullable Boolean sample, @Nullable Long seed) {
        boolean draws = Boolean.TRUE.equals(sample);
        if (seed != null && !draws) {
            throw InvalidInputException.field("seed", "has no effect unless sample is true");
        }
        return new EncodeOptions(Boolean.TRUE.equals(logVariances), draws, Seeds.orRandom(seed));
    }
}
