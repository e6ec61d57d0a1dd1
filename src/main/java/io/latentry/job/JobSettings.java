package io.latentry.job;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job was told to do, as its owner may see it; what a kind of job does not have is null.
 *
 * @param seed of all randomness
 * @param hyperparameters all of them by name, with those that were left out
 * @param freeze what of the parent is not trained
 * @param url that is fetched
 */
public record JobSettings(
        @Nullable Long seed,
        @Nullable Map<String, Object> hyperparameters,
        @Nullable String freeze,
        @Nullable String url) {

    static final JobSettings NONE = new JobSettings(null, null, null, null);
}
