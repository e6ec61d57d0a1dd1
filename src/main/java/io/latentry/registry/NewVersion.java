package io.latentry.registry;

import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import java.nio.file.Path;

/**
 * A version to publish.
 *
 * @param name of the model, which is created if it is new
 * @param origin a unique id of what made it, such as the job's; publishing it twice yields the one version
 * @param config what the network is
 * @param card how it came to be
 * @param weights a safetensors file, which is copied or moved into the store
 */
public record NewVersion(String name, String origin, ModelConfig config, ModelCard card, Path weights) {}
