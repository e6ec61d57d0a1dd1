package io.latentry.registry;

import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import java.nio.file.Path;

/**
 * What an artifact holds.
 *
 * @param weights a file
 */
record Artifact(ModelConfig config, ModelCard card, Path weights) {}
