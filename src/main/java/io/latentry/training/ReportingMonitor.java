package io.latentry.training;

import io.latentry.job.WorkerContext;
import io.latentry.model.EpochReport;
import io.latentry.model.TrainingMonitor;
import io.latentry.model.TrainingProgress;
import java.util.List;

/** Tells the server how a training run goes. */
record ReportingMonitor(WorkerContext context) implements TrainingMonitor {

    /**
     * The data of a {@code checkpoint-restored} event.
     *
     * @param epoch being trained, from 1
     * @param step done, over all epochs
     */
    record Restored(int epoch, long step) {}

    /**
     * The data of a {@code checkpoint-damaged} event.
     *
     * @param file its name
     * @param detail what is wrong with it
     * @param continuesFrom {@code previous-checkpoint} or {@code start}
     */
    record Damaged(String file, String detail, String continuesFrom) {}

    @Override
    public void progress(TrainingProgress progress) {
        context.progress(progress);
    }

    @Override
    public void epoch(EpochReport report) {
        context.event("epoch", report);
    }

    @Override
    public void resumed(int epoch, long step, List<EpochReport> history) {
        context.event("checkpoint-restored", new Restored(epoch, step));
        history.forEach(report -> context.eventOnce("epoch", report));
    }

    @Override
    public void checkpointDamaged(String file, String detail, boolean previous) {
        context.event("checkpoint-damaged", new Damaged(file, detail, previous ? "previous-checkpoint" : "start"));
    }

    @Override
    public boolean stopRequested() {
        return context.stopRequested();
    }
}
