package io.latentry.model;

import java.nio.file.Path;
import java.util.List;

/**
 * What a network takes over from its parent.
 *
 * @param parent configuration of the version that it was made from
 * @param weights the parent's safetensors files, in the order in which {@link NetworkLoader#load} takes them
 * @param freeze {@link #ALL}, {@link #NONE}, or the name of the last layer that is not trained
 * @param cache where features of a wholly frozen network are kept
 */
public record Transfer(ModelConfig parent, List<Path> weights, String freeze, FeatureCache cache) {

    /** Everything but the head is frozen. */
    public static final String ALL = "all";

    /** Everything is trained. */
    public static final String NONE = "none";

    public Transfer {
        weights = List.copyOf(weights);
    }

    /**
     * Features that were computed once, for later jobs on the same data.
     *
     * @param folder of the cache
     * @param key a hash of data, weights and preprocessing
     * @param maximumBytes of all features in the folder; those least recently used make room
     */
    public record FeatureCache(Path folder, String key, long maximumBytes) {}
}
