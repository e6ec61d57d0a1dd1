package io.latentry.dataset;

import java.util.Locale;

/** The two parts of a dataset: one to learn from, one to judge by. */
public enum Split {
    TRAIN,
    TEST;

    /** As requests name it, {@code train} or {@code test}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
