package io.latentry.evaluation;

import io.latentry.dataset.StoredDataset;
import io.latentry.evaluation.protocol.Data;
import io.latentry.evaluation.protocol.Encoding;
import io.latentry.evaluation.protocol.Principal;
import io.latentry.evaluation.protocol.Protocol;
import io.latentry.evaluation.protocol.Protocols;
import io.latentry.evaluation.protocol.Representation;
import io.latentry.evaluation.protocol.Representation.Kind;
import io.latentry.evaluation.protocol.Terms;
import io.latentry.evaluation.protocol.Trial;
import io.latentry.model.EvaluationEngine;
import io.latentry.model.Method;
import io.latentry.model.ModelConfig;
import io.latentry.model.TrainingStoppedException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The cheap part of an evaluation, on the first items of a dataset: how well classes are told apart by a model's codes, by
 * as many principal components of the same items, and by the items as they are.
 */
public final class QuickEvaluation {

    private static final int TRAIN_ITEMS = 2_000;
    private static final int TEST_ITEMS = 1_000;

    /** Of all items that are looked at; fewer items are, if they are larger. */
    private static final int MOST_VALUES = 1 << 25;

    /** Principal components of wider items are not cheap. */
    private static final int MOST_WIDTH = 4_096;

    private static final long SEED = 1;
    private static final List<String> PROTOCOLS = List.of("linear-probe", "knn", "active-units");
    private static final String PREFIX = "evaluation.";

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
     * Measures a model.
     *
     * @param config of its network
     * @param weights safetensors files, in the order in which they are loaded
     * @param dataset to measure on
     * @param folder for codes, and for what is learned on the way
     * @param stop asked now and then, whether to stop
     * @return {@code evaluation.probeAccuracy} and so on; {@code evaluation.pca.…} and {@code evaluation.raw.…} of what it is
     *     compared with; {@code evaluation.trainItems} and {@code .testItems} tell on how many
     * @throws TrainingStoppedException if it was asked to stop
     */
    public Map<String, Double> figures(
            ModelConfig config, List<Path> weights, StoredDataset dataset, Path folder, BooleanSupplier stop) {
        try {
            return figures(config, weights, data(config, dataset, stop), folder);
        } catch (Data.Stopped e) {
            throw new TrainingStoppedException();
        }
    }

    private static Data data(ModelConfig config, StoredDataset dataset, BooleanSupplier stop) {
        int most = Math.max(3, MOST_VALUES / config.shape().size());
        return new Data(dataset, Math.min(TRAIN_ITEMS, most * 2 / 3), Math.min(TEST_ITEMS, most / 3), stop);
    }

    private Map<String, Double> figures(ModelConfig config, List<Path> weights, Data data, Path folder) {
        Terms terms = new Terms(data.facts(), data.facts().trainCount(), List.of());
        Trial trial = new Trial(terms, data, engine, SEED);
        Map<String, Double> figures = new LinkedHashMap<>();
        Encoding encoding = new Encoding(config, engine.networks().load(config, weights), engine.imageFitter());
        measure(PREFIX, encoding.represent(Kind.MODEL, data, folder.resolve("codes")), trial, figures);
        if (figures.isEmpty()) {
            return figures;
        }
        if (!data.facts().classes().isEmpty()) {
            compare(config, trial, folder, figures);
        }
        figures.put(PREFIX + "trainItems", (double) data.facts().trainCount());
        figures.put(PREFIX + "testItems", (double) data.facts().testCount());
        return figures;
    }

    private void compare(ModelConfig config, Trial trial, Path folder, Map<String, Double> figures) {
        measure(PREFIX + "raw.", Representation.raw(trial.data()), trial, figures);
        if (trial.terms().facts().shape().size() > MOST_WIDTH) {
            return;
        }
        for (ModelConfig floor :
                floors.of(List.of(config.codeSize()), trial.data().facts())) {
            Encoding encoding = new Encoding(
                    floor,
                    new Principal(engine, trial.data()).learn(floor, folder.resolve("floor")),
                    engine.imageFitter());
            measure(
                    PREFIX + "pca.",
                    encoding.represent(Kind.PCA, trial.data(), folder.resolve("codes")),
                    trial,
                    figures);
        }
    }

    private static void measure(
            String prefix, Representation representation, Trial trial, Map<String, Double> figures) {
        try (representation) {
            for (String name : PROTOCOLS) {
                Protocol protocol = Protocols.find(name).orElseThrow();
                if (protocol.suits(trial.terms())) {
                    Finite.of(protocol.measure(representation, trial))
                            .forEach((measure, figure) -> figures.put(prefix + measure, figure));
                }
            }
        }
    }
}
