package io.latentry.download;

import java.util.Objects;

/** A source did not answer, or not to the end; another attempt may go better. */
final class SourceException extends Exception {

    private static final long serialVersionUID = 1L;

    SourceException(String message) {
        super(message);
    }

    private SourceException(String message, Exception cause) {
        super(message, cause);
    }

    static SourceException unavailable(Exception cause) {
        String reason =
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
        return new SourceException("The source does not answer: " + reason, cause);
    }
}
