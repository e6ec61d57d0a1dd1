package io.latentry.job;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job was told to do, as its owner may see it; what a kind of job does not have is null.
 *
 * @param seed of all randomness
 * @param hyperparameters all of them by name, with those that were left out
 * @param freeze what of the parent is not trained
 * @param url that is fetched
 * @param models that are compared, each as {@code name@version}
 * @param protocols by which
 */
public record JobSettings(
        @Nullable Long seed,
        @Nullable Map<String, Object> hyperparameters,
        @Nullable String freeze,
        @Nullable String url,
        @Nullable List<String> models,
        @Nullable List<String> protocols) {

    /** Those of a job that compares nothing. */
    public JobSettings(
            @Nullable Long seed,
            @Nullable Map<String, Object> hyperparameters,
            @Nullable String freeze,
            @Nullable String url) {
        this(seed, hyperparameters, freeze, url, null, null);
    }

    /** Those of a job that compares models. */
    public JobSettings(List<String> models, List<String> protocols) {
        this(null, null, null, null, models, protocols);
    }

    static final JobSettings NONE = new JobSettings(null, null, null, null);
}
