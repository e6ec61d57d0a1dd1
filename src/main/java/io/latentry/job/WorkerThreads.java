package io.latentry.job;

/** How many threads compute in a worker. */
public final class WorkerThreads {

    private WorkerThreads() {}

    /**
     * As many as an operator wants.
     *
     * @param configured 0 for one per processor, but one, which is left to the server
     */
    public static int of(int configured) {
        return configured > 0 ? configured : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }
}
