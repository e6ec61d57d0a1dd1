package io.latentry.evaluation;

import io.latentry.core.error.TrainingStoppedException;
import io.latentry.dataset.StoredDataset;
import io.latentry.evaluation.protocol.Data;
import io.latentry.model.EvaluationEngine;
import io.latentry.model.Findings;
import io.latentry.model.Method;
import io.latentry.model.ModelConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The cheap part of an evaluation, for a model's card: how well the model, as many principal components and the items as they are
 * separate classes and reconstruct items, and whether the model is below what is simplest of its kind.
 */
public final class QuickEvaluation {

    private final EvaluationEngine engine;
    private final Floors floors;

    /**
     * Evaluates with an engine.
     *
     * @param methods {@code pca} among them
     */
    public QuickEvaluation(EvaluationEngine engine, List<Method> methods) {
        this.engine = engine;
        this.floors = new Floors(methods);
    }

    /**
     * A model to measure.
     *
     * @param config of its network
     * @param weights safetensors files, in the order in which they are loaded
     * @param dataset that it learned from
     * @param metrics that training ended with
     * @param folder for codes, and for what is learned on the way
     */
    public record Model(
            ModelConfig config, List<Path> weights, StoredDataset dataset, Map<String, Double> metrics, Path folder) {

        public Model {
            weights = List.copyOf(weights);
            metrics = Map.copyOf(metrics);
        }
    }

    /**
     * Measures a model.
     *
     * @param stop asked now and then, whether to stop
     * @param report takes what is being measured
     * @return {@code evaluation.probeAccuracy} and so on; {@code evaluation.pca.…}, {@code evaluation.raw.…} and {@code
     *     evaluation.standardised.…} of what it is compared with; on how many items, as figures and in words
     * @throws TrainingStoppedException if it was asked to stop
     */
    public Findings findings(Model model, BooleanSupplier stop, Consumer<Map<String, String>> report) {
        try {
            return new QuickRun(engine, floors, model, stop, report).run();
        } catch (Data.Stopped e) {
            throw new TrainingStoppedException();
        }
    }
}
