package io.latentry.training;

import io.latentry.dataset.StoredDataset;
import io.latentry.model.Findings;
import io.latentry.model.ModelConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Says, in the worker, how good the codes of a model are that has just been trained; composed with the room that knows how. */
@FunctionalInterface
public interface Appraisal {

    /**
     * Measures on a part of the data, so that it takes little beside the training.
     *
     * @param model that was trained
     * @return figures for the model's card, how they were measured, and warnings
     * @throws io.latentry.core.error.TrainingStoppedException if it was asked to stop
     */
    Findings appraise(Trained model);

    /**
     * A model that has just been trained.
     *
     * @param config of its network
     * @param weights safetensors files, in the order in which they are loaded
     * @param dataset that it learned from
     * @param metrics that training ended with
     * @param threads that compute
     * @param folder of the job
     * @param stop asked now and then, whether to stop
     * @param report takes what is being measured
     */
    record Trained(
            ModelConfig config,
            List<Path> weights,
            StoredDataset dataset,
            Map<String, Double> metrics,
            int threads,
            Path folder,
            BooleanSupplier stop,
            Consumer<Map<String, String>> report) {

        public Trained {
            weights = List.copyOf(weights);
        }
    }
}
