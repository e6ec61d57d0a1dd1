package io.latentry.core.error;

/** The request contradicts the present state, such as a name that is taken (409). */
public final class ConflictException extends LatentryException {

    private static final long serialVersionUID = 1L;

    public ConflictException(String code, String message) {
        super(code, message);
    }
}
