package io.latentry.training;

import io.latentry.job.WorkerContext;
import io.latentry.model.EpochReport;
import io.latentry.model.TrainingMonitor;
import io.latentry.model.TrainingProgress;

/** Tells the server how a training run goes. */
record ReportingMonitor(WorkerContext context) implements TrainingMonitor {

    /**
     * The data of a {@code checkpoint-restored} event.
     *
     * @param epoch being trained, from 1
     * @param step done, over all epochs
     */
    record Restored(int epoch, long step) {}

    @Override
    public void progress(TrainingProgress progress) {
        context.progress(progress);
    }

    @Override
    public void epoch(EpochReport report) {
        context.event("epoch", report);
    }

    @Override
    public void resumed(int epoch, long step) {
        context.event("checkpoint-restored", new Restored(epoch, step));
    }

    @Override
    public boolean stopRequested() {
        return context.stopRequested();
    }
}
