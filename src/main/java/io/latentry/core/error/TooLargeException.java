package io.latentry.core.error;

/** The request exceeds a configured limit (413). */
public final class TooLargeException extends LatentryException {

    private static final long serialVersionUID = 1L;

    public TooLargeException(String code, String message) {
        super(code, message);
    }
}
