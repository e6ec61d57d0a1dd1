package io.latentry.registry;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files in an artifact, in the order in which they are written. */
enum ArtifactEntry {
    /** For people; made anew from the others by each export, and not read by an import. */
    README("README.md", false),

    /** A {@link io.latentry.model.ModelConfig}. */
    CONFIG("config.json", true),

    /** A {@link io.latentry.model.ModelCard}. */
    CARD("card.json", true),

    /** The card's figures once more, for programs that want nothing else. */
    METRICS("metrics.json", false),

    /** The weights. */
    WEIGHTS("model.safetensors", true);

    private final String file;
    private final boolean required;

    ArtifactEntry(String file, boolean required) {
        this.file = file;
        this.required = required;
    }

    String file() {
        return file;
    }

    boolean isRequired() {
        return required;
    }

    static Optional<ArtifactEntry> of(String file) {
        return Stream.of(values()).filter(entry -> entry.file.equals(file)).findFirst();
    }

    /** All files in words. */
    static String list() {
        return Stream.of(values()).map(ArtifactEntry::file).collect(Collectors.joining(", "));
    }
}
