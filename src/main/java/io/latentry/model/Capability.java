package io.latentry.model;

import java.util.Locale;

/** What a model can do. */
public enum Capability {
    ENCODE,
    RECONSTRUCT,
    DENOISE,
    SAMPLE,
    CLASSIFY;

    /** As the API writes it, such as {@code encode}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
