package io.latentry.job;

import java.util.Locale;

/** Where a job stands. */
public enum JobState {
    QUEUED,
    RUNNING,
    CANCELLING,
    CANCELLED,
    SUCCEEDED,
    FAILED;

    /** Whether nothing more happens to it by itself. */
    public boolean isFinal() {
        return this == CANCELLED || this == SUCCEEDED || this == FAILED;
    }

    /** As the API writes it, such as {@code queued}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
