package io.latentry.download;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A source did not answer, or not to the end; another attempt may go better. */
final class SourceException extends Exception {

    private static final long serialVersionUID = 1L;

    SourceException(String message, @Nullable IOException cause) {
        super(message, cause);
    }
}
