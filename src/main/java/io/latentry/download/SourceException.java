package io.latentry.download;

import java.time.Duration;
import java.util.Objects;

/** A source did not answer, or not to the end; another attempt may go better. */
final class SourceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    SourceException(String message) {
        this(message, Duration.ZERO);
    }

    /** What a source answers that wants to be left alone for a while. */
    SourceException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    private SourceException(String message, Throwable cause) {
        super(message, cause);
        retryAfter = Duration.ZERO;
    }

    static SourceException unavailable(Throwable cause) {
        String reason =
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
        return new SourceException("The source does not answer: " + reason, cause);
    }

    /** For how long the source wants to be left alone. */
    Duration retryAfter() {
        return retryAfter;
    }
}
