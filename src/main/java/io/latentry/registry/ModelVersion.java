package io.latentry.registry;

import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import java.time.Instant;

/**
 * One version of a model.
 *
 * @param name of the model
 * @param version from 1
 * @param config what the network is
 * @param card how it came to be
 * @param weights SHA-256 of the safetensors file, hexadecimal
 * @param bytes size of that file
 * @param createdAt when it was published
 */
public record ModelVersion(
        String name, int version, ModelConfig config, ModelCard card, String weights, long bytes, Instant createdAt) {

    /** {@code name@version}. */
    public String reference() {
        return name + "@" + version;
    }
}
