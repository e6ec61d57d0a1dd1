package io.latentry.registry;

import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * A version to publish.
 *
 * @param name of the model, which is created if it is new
 * @param origin a unique id of what made it, such as the job's; publishing it twice yields the one version
 * @param config what the network is
 * @param card how it came to be
 * @param weights a safetensors file, which is copied into the store
 * @param inherited SHA-256 of the parent's files that the version needs beside it, as {@link ModelVersion#blobs} tells them
 */
public record NewVersion(
        String name, String origin, ModelConfig config, ModelCard card, Path weights, List<String> inherited) {

    public NewVersion {
        inherited = List.copyOf(inherited);
    }

    /** One whose file holds all of its weights. */
    public NewVersion(String name, String origin, ModelConfig config, ModelCard card, Path weights) {
        this(name, origin, config, card, weights, List.of());
    }
}
