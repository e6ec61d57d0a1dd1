package io.latentry.core.error;

/** What the request names does not exist (404). */
public final class NotFoundException extends LatentryException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String code, String message) {
        super(code, message);
    }
}
