package io.latentry.job;

/** A worker stopped on request; its job can be resumed. */
public final class WorkerStopped extends Exception {

    private static final long serialVersionUID = 1L;

    public WorkerStopped() {
        super("The worker stopped on request");
    }
}
