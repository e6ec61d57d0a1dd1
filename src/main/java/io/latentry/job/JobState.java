package io.latentry.job;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

    /** Whether it can be queued again. */
    boolean isResumable() {
        return this == CANCELLED || this == FAILED;
    }

    static List<String> names() {
        return Stream.of(values()).map(JobState::name).toList();
    }

    /** As the API writes it, such as {@code queued}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
