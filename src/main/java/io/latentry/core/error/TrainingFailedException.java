package io.latentry.core.error;

/** A training run cannot go on, and would fail again in the same way. */
public final class TrainingFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public TrainingFailedException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** A stable identifier in kebab case, such as {@code loss-not-finite}. */
    public String code() {
        return code;
    }
}
