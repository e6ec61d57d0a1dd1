package io.latentry.job;

import io.latentry.job.EventLog.Entry;
import io.latentry.storage.FileSums;
import io.latentry.storage.Hashing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Repairs what has decayed in the folder of a job, before it is used, and says so in the job's events. */
@Component
class JobRepairs {

    private static final Logger LOG = LoggerFactory.getLogger(JobRepairs.class);

    private final JobFolders folders;
    private final EventLog events;
    private final TransactionTemplate transaction;

    JobRepairs(JobFolders folders, EventLog events, TransactionTemplate transaction) {
        this.folders = folders;
        this.events = events;
        this.transaction = transaction;
    }

    /** Writes the files that a worker starts from once more, where they are not what the database has. */
    void restoreInputs(Job job) throws IOException {
        List<String> restored = folders.restore(job);
        if (!restored.isEmpty()) {
            report(job, EventTypes.INPUTS_RESTORED, restored);
        }
    }

    /**
     * Compares a worker's result with the checksums that it left. One that differs is deleted: the next worker makes it again
     * from the last checkpoint.
     */
    boolean hasSoundResult(Job job) {
        List<String> damaged = damaged(folders.of(job.id()));
        if (!damaged.isEmpty()) {
            folders.discardResult(job.id());
            report(job, EventTypes.RESULT_DAMAGED, damaged);
        }
        return damaged.isEmpty();
    }

    private static List<String> damaged(Path folder) {
        try {
            return FileSums.read(folder.resolve(WorkerFiles.COMPLETED)).byName().entrySet().stream()
                    .filter(sum -> !isRight(folder.resolve(sum.getKey()), sum.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        } catch (IOException e) {
            return List.of(WorkerFiles.COMPLETED);
        }
    }

    private static boolean isRight(Path file, String sum) {
        try {
            return Hashing.hash(file).equals(sum);
        } catch (IOException e) {
            return false;
        }
    }

    private void report(Job job, String type, List<String> files) {
        LOG.warn("Job {}: {} {}", job.id(), type, files);
        transaction.executeWithoutResult(status ->
                events.append(job.id(), List.of(new Entry(type, Map.of("files", files)))));
    }
}
