package io.latentry.registry;

import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One version of a model.
 *
 * @param name of the model
 * @param version from 1
 * @param config what the network is
 * @param card how it came to be
 * @param weights SHA-256 of its own safetensors file, hexadecimal
 * @param inherited SHA-256 of the files that it shares with its parent, in the order in which they are loaded, before its own
 * @param bytes size of its own file
 * @param createdAt when it was published
 */
public record ModelVersion(
        String name,
        int version,
        ModelConfig config,
        ModelCard card,
        String weights,
        List<String> inherited,
        long bytes,
        Instant createdAt) {

    public ModelVersion {
        inherited = List.copyOf(inherited);
    }

    /** {@code name@version}. */
    public String reference() {
        return name + "@" + version;
    }

    /** SHA-256 of all files, in the order in which they are loaded. */
    public List<String> blobs() {
        return Stream.concat(inherited.stream(), Stream.of(weights)).toList();
    }
}
