package io.latentry.model;

/** Is told how a training run goes, on the thread that trains. */
public interface TrainingMonitor {

    /** A chunk of steps is done. */
    void progress(TrainingProgress progress);

    /** An epoch is done. */
    void epoch(EpochReport report);

    /** The run went on from a checkpoint. */
    void resumed(int epoch, long step);

    /** Asked between chunks: whether to write a checkpoint and stop. */
    boolean stopRequested();
}
