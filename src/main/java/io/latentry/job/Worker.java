package io.latentry.job;

import java.nio.file.Path;
import java.util.Map;

/** The main program of a worker process: runs one job's task and exits. */
public final class Worker {

    private Worker() {}

    /**
     * Runs the job in a folder and ends the process.
     *
     * @param folder the job's folder
     * @param tasks by {@link JobType#name()}
     */
    public static void run(Path folder, Map<String, WorkerTask> tasks) {
        throw new IllegalStateException("Replaced by the job room: " + folder + tasks);
    }
}
