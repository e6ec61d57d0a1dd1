package io.latentry.core.error;

/** What the store holds is not what was put there; only the server's operator can help (500). */
public final class CorruptDataException extends LatentryException {

    private static final long serialVersionUID = 1L;

    public CorruptDataException(String code, String message) {
        super(code, message);
    }
}
