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
        try (TrainingRun run = TrainingRun.begin(runtime, task, monitor)) {
            return run.toTheEnd();
        }
    }
}
