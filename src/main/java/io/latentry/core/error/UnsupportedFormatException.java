package io.latentry.core.error;

/** The body's format is not one that is understood here (415). */
public final class UnsupportedFormatException extends LatentryException {

    private static final long serialVersionUID = 1L;

    public UnsupportedFormatException(String code, String message) {
        super(code, message);
    }
}
