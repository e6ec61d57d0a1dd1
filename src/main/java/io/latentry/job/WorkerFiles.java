package io.latentry.job;

import java.util.Set;

/** The names of the files in a job's folder that the server and its worker agree on; all others are the task's own. */
final class WorkerFiles {

    static final String SPECIFICATION = "specification.json";

    /** The {@link JobType#name()}, as text. */
    static final String TYPE = "type";

    /** Locked by the one process that works in the folder. */
    static final String LOCK = "lock";

    /**
     * Written when the task has returned: the result is on disk, and only publishing is left to do. Holds the checksums of the
     * result's files.
     */
    static final String COMPLETED = "completed";

    static final String LOG = "worker.log";

    static final Set<String> ALL = Set.of(SPECIFICATION, TYPE, LOCK, COMPLETED, LOG);

    private WorkerFiles() {}
}
