package io.latentry.job;

/** A job failed for good, with a reason for its owner. */
public final class WorkerFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    public WorkerFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    /** A stable identifier in kebab case. */
    public String code() {
        return code;
    }
}
