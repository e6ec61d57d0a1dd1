package io.latentry.core.error;

/** A training run was stopped on request and can be resumed. */
public final class TrainingStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TrainingStoppedException() {
        super("Training was stopped on request");
    }
}
