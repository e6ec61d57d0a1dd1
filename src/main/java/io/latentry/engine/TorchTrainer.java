package io.latentry.engine;

import io.latentry.model.TrainingEngine;
import io.latentry.model.TrainingMonitor;
import io.latentry.model.TrainingResult;
import io.latentry.model.TrainingTask;

/** Trains with libtorch in this process. */
public final class TorchTrainer implements TrainingEngine {

    private final TorchRuntime runtime;

    public TorchTrainer(TorchRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public TrainingResult train(TrainingTask task, TrainingMonitor monitor) {
        return FrozenRun.suits(task) ? trainHead(task, monitor) : train(task, RunPlan.whole(task, runtime), monitor);
    }

    private TrainingResult trainHead(TrainingTask task, TrainingMonitor monitor) {
        FrozenRun frozen = new FrozenRun(runtime, task, monitor);
        TrainingResult result = train(task, RunPlan.head(task, runtime, frozen.features()), monitor);
        return result.with(frozen.figures());
    }

    private TrainingResult train(TrainingTask task, RunPlan plan, TrainingMonitor monitor) {
        try (TrainingRun run = TrainingRun.begin(runtime, task, plan, monitor)) {
            return run.toTheEnd();
        }
    }
}
