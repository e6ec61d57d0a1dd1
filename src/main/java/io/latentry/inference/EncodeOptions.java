package io.latentry.inference;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.latentry.core.error.InvalidInputException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How items are encoded.
 *
 * @param logVariances whether the answer has the posterior's log-variances, too
 * @param sample whether codes are drawn from the posterior, instead of being its mean
 * @param seed of that draw
 * @param layer whose output is wanted, instead of the code
 * @param pool what is made of that
 */
record EncodeOptions(boolean logVariances, boolean sample, long seed, Optional<String> layer, LayerPool pool) {

    @JsonCreator
    static EncodeOptions of(
            @Nullable Boolean logVariances,
            @Nullable Boolean sample,
            @Nullable Long seed,
            @Nullable String layer,
            @Nullable String pool) {
        boolean draws = Boolean.TRUE.equals(sample);
        if (seed != null && !draws) {
            throw InvalidInputException.field("seed", "has no effect unless sample is true");
        }
        if (pool != null && layer == null) {
            throw InvalidInputException.field("pool", "has no effect without layer");
        }
        if (layer != null && (draws || Boolean.TRUE.equals(logVariances))) {
            throw InvalidInputException.field("layer", "cannot be asked for together with sample or logVariances");
        }
        return new EncodeOptions(
                Boolean.TRUE.equals(logVariances),
                draws,
                Seeds.orRandom(seed),
                Optional.ofNullable(layer),
                pool == null ? LayerPool.NONE : LayerPool.of(pool));
    }
}
