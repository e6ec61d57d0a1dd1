package io.latentry.model;

import io.latentry.core.error.TrainingFailedException;
import io.latentry.core.error.TrainingStoppedException;

/** Trains networks; implemented by the engine, used in a worker process, one run at a time. */
public interface TrainingEngine {

    /**
     * Trains until the last epoch, or until early stopping or the monitor ends it. Resumes from the checkpoint in the
     * task's folder, if there is one.
     *
     * @throws TrainingStoppedException if {@link TrainingMonitor#stopRequested()} said so; a checkpoint was written
     * @throws TrainingFailedException if the loss is not a number or has exploded
     */
    TrainingResult train(TrainingTask task, TrainingMonitor monitor);
}
