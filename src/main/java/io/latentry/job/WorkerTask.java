package io.latentry.job;

import java.util.List;

/** The worker's side of a kind of job; runs in the child process, without Spring. */
@FunctionalInterface
public interface WorkerTask {

    /**
     * Does the work, or goes on with it from what an earlier process left in the folder. Returns when the result is
     * complete and on disk.
     *
     * @throws WorkerFailure if it failed in a way that trying again cannot mend
     * @throws WorkerStopped if it stopped because {@link WorkerContext#stopRequested()} said so
     * @throws Exception on anything else; the server starts another worker, up to a limit
     */
    void run(WorkerContext context) throws Exception;

    /** The names of the files in the folder that make the result: they are published only as {@link #run} left them. */
    default List<String> results() {
        return List.of();
    }
}
