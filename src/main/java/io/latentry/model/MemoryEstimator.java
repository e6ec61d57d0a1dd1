package io.latentry.model;

import org.jspecify.annotations.Nullable;

/** Estimates what jobs take of memory, by the shapes of what they compute; implemented by the engine. */
public interface MemoryEstimator {

    /**
     * Estimates the peak of a worker that runs a training and measures its result.
     *
     * @param config of the network, from {@link Method#plan} or {@link FineTuning#plan}
     * @param freeze as {@link Transfer#freeze}; null for a network that begins from nothing
     * @param facts of the dataset
     * @param chunkSteps as in {@link TrainingTask}
     */
    MemoryEstimate ofTraining(ModelConfig config, @Nullable String freeze, DatasetFacts facts, int chunkSteps);
}
