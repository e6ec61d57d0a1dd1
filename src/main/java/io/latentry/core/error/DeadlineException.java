package io.latentry.core.error;

/** The work was not done within the configured time (504). */
public final class DeadlineException extends LatentryException {

    private static final long serialVersionUID = 1L;

    public DeadlineException(String message) {
        super("deadline-passed", message);
    }
}
