package io.latentry.evaluation;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.TrainingFailedException;
import io.latentry.core.error.TrainingStoppedException;
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
import io.latentry.model.Network;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The cheap part of an evaluation, on some items of a dataset: how well classes are told apart by a model's codes, by
 * as many principal components of the same items, and by the items as they are.
 */
public final class QuickEvaluation {

    private static final int TRAIN_ITEMS = 2_000;
    private static final int TEST_ITEMS = 1_000;

    /** Of all items that are looked at; fewer items are, if they are larger. */
    private static final int MOST_VALUES = 1 << 25;

    /** To compare with wider items is not cheap. */
    private static final int MOST_WIDTH = 4_096;

    /** The exact solver is quick for items of so many values, and the other one for all. */
    private static final int MOST_EXACT = 1_024;

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

    /** A dataset may be in the order of its classes, so that its first items say little. */
    private static Data data(ModelConfig config, StoredDataset dataset, BooleanSupplier stop) {
        int size = Math.max(config.shape().size(), dataset.facts().shape().size());
        int most = Math.max(3, MOST_VALUES / size);
        return Data.drawn(dataset, Math.min(TRAIN_ITEMS, most * 2 / 3), Math.min(TEST_ITEMS, most / 3), SEED, stop);
    }

    private Map<String, Double> figures(ModelConfig config, List<Path> weights, Data data, Path folder) {
        Terms terms = new Terms(data.facts(), data.facts().trainCount(), List.of());
        Trial trial = new Trial(terms, data, engine, SEED);
        Map<String, Double> figures = new LinkedHashMap<>();
        measure(
                PREFIX,
                represent(Kind.MODEL, config, engine.networks().load(config, weights), trial, folder),
                trial,
                figures);
        if (figures.isEmpty()) {
            return figures;
        }
        if (!data.facts().classes().isEmpty() && data.facts().shape().size() <= MOST_WIDTH) {
            measure(PREFIX + "raw.", Representation.raw(data), trial, figures);
            comparePrincipal(config, trial, folder, figures);
        }
        figures.put(PREFIX + "trainItems", (double) data.facts().trainCount());
        figures.put(PREFIX + "testItems", (double) data.facts().testCount());
        return figures;
    }

    private void comparePrincipal(ModelConfig config, Trial trial, Path folder, Map<String, Double> figures) {
        for (ModelConfig floor :
                floors.of(List.of(config.codeSize()), trial.data().facts(), solver(trial))) {
            try {
                Network network = new Principal(engine, trial.data()).learn(floor, folder.resolve("floor"));
                measure(PREFIX + "pca.", represent(Kind.PCA, floor, network, trial, folder), trial, figures);
            } catch (ImpossibleException | TrainingFailedException e) {
                // The model's own figures stand without them.
            }
        }
    }

    private static Map<String, Object> solver(Trial trial) {
        boolean isNarrow = trial.data().facts().shape().size() <= MOST_EXACT;
        return Map.of("solver", isNarrow ? "exact" : "randomized");
    }

    private Representation represent(Kind kind, ModelConfig config, Network network, Trial trial, Path folder) {
        Encoding encoding = new Encoding(config, network, engine.imageFitter());
        return Representation.of(kind, trial.data(), encoding, folder.resolve("codes"));
    }

    private static void measure(
            String prefix, Representation representation, Trial trial, Map<String, Double> figures) {
        try (representation) {
            PROTOCOLS.stream()
                    .map(name -> Protocols.find(name).orElseThrow())
                    .filter(protocol -> protocol.suits(trial.terms()))
                    .forEach(protocol -> figures(protocol, representation, trial)
                            .forEach((measure, figure) -> figures.put(prefix + measure, figure)));
        }
    }

    private static Map<String, Double> figures(Protocol protocol, Representation representation, Trial trial) {
        try {
            return Finite.of(protocol.measure(representation, trial));
        } catch (ImpossibleException e) {
            return Map.of();
        }
    }
}
