package io.latentry.model;

import java.util.List;

/** Is told how a training run goes, on the thread that trains. */
public interface TrainingMonitor {

    /** A chunk of steps is done. */
    void progress(TrainingProgress progress);

    /** An epoch is done. */
    void epoch(EpochReport report);

    /**
     * The run went on from a checkpoint.
     *
     * @param history of the epochs that were done; the process that did them may have been killed before it reported all
     */
    void resumed(int epoch, long step, List<EpochReport> history);

    /**
     * A checkpoint was not what had been written, and was deleted.
     *
     * @param file its name
     * @param detail what is wrong with it
     * @param previous whether there is an older one to go on from, instead of from the start
     */
    default void checkpointDamaged(String file, String detail, boolean previous) {}

    /** Asked between chunks: whether to write a checkpoint and stop. */
    boolean stopRequested();
}
