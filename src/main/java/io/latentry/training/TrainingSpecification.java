package io.latentry.training;

import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training job as it is persisted: everything its result depends on, so that a worker started at any later time, after
 * any number of kills, ends with the same weights.
 *
 * @param model to publish a version of
 * @param config of the network
 * @param dataset to learn from
 * @param datasetFolder where its files are
 * @param seed of all randomness
 * @param threads that compute
 * @param chunkSteps optimizer steps in one native call
 * @param checkpointMillis least time between two checkpoints
 * @param software versions that the first bits depend on, as the card will show them
 * @param description for the model's card
 * @param parent that the network begins with; null for one that begins from nothing
 */
record TrainingSpecification(
        String model,
        ModelConfig config,
        ModelCard.Dataset dataset,
        String datasetFolder,
        long seed,
        int threads,
        int chunkSteps,
        long checkpointMillis,
        Map<String, String> software,
        @Nullable String description,
        @Nullable ParentSpecification parent) {

    static final String JOB_TYPE = "training";
}
