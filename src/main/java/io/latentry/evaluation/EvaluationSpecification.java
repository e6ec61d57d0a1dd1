package io.latentry.evaluation;

import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import io.latentry.model.Noise;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as it is persisted: everything its figures depend on.
 *
 * @param dataset to measure on
 * @param datasetFolder where its files are
 * @param models to compare
 * @param floors principal components to compare them with
 * @param protocols by their names
 * @param seeds of what is drawn, one measurement for each
 * @param trainItems of the training split that classifiers learn from
 * @param noise that is to be removed
 * @param threads that compute
 * @param software versions that the last digits depend on
 */
record EvaluationSpecification(
        ModelCard.Dataset dataset,
        String datasetFolder,
        List<Contender> models,
        List<ModelConfig> floors,
        List<String> protocols,
        List<Long> seeds,
        int trainItems,
        List<Noise> noise,
        int threads,
        Map<String, String> software) {

    static final String JOB_TYPE = "evaluation";

    /**
     * A version of a model.
     *
     * @param reference as {@code name@3}
     * @param config of its network
     * @param learnedFrom a dataset; null if it learned elsewhere
     * @param blobs SHA-256 of its files, in the order in which they are loaded
     * @param files where these are
     */
    record Contender(
            String reference,
            ModelConfig config,
            ModelCard.@Nullable Dataset learnedFrom,
            List<String> blobs,
            List<String> files) {}

    /** The references of all models. */
    List<String> references() {
        return models.stream().map(Contender::reference).toList();
    }
}
