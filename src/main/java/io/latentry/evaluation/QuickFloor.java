package io.latentry.evaluation;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.TrainingFailedException;
import io.latentry.evaluation.QuickEvaluation.Model;
import io.latentry.evaluation.protocol.Data;
import io.latentry.evaluation.protocol.Encoding;
import io.latentry.evaluation.protocol.Principal;
import io.latentry.evaluation.protocol.ProbabilisticComponents;
import io.latentry.evaluation.protocol.Representation;
import io.latentry.evaluation.protocol.Representation.Kind;
import io.latentry.evaluation.protocol.Terms;
import io.latentry.evaluation.protocol.Trial;
import io.latentry.model.DatasetFacts;
import io.latentry.model.EvaluationEngine;
import io.latentry.model.Likelihood;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Noise;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What is simplest of a model's kind: principal components of its code size, their density, the best linear denoiser. */
final class QuickFloor {

    /** The exact solver is quick for items of so many values, and the other one for all. */
    private static final int MOST_EXACT = 1_024;

    /** Draws that the likelihood takes of each item. */
    private static final int DRAWS = 200;

    private static final int PAIRS_PER_VALUE = 20;

    private final EvaluationEngine engine;
    private final Floors floors;
    private final Model model;
    private final QuickSample sample;
    private final QuickFigures figures;
    private final BooleanSupplier stop;
    private final DatasetFacts facts;

    QuickFloor(
            EvaluationEngine engine,
            Floors floors,
            Model model,
            QuickSample sample,
            QuickFigures figures,
            BooleanSupplier stop) {
        this.engine = engine;
        this.floors = floors;
        this.model = model;
        this.sample = sample;
        this.figures = figures;
        this.stop = stop;
        this.facts = model.dataset().facts();
    }

    /** Measures a representation, whose figures have a prefix, and whose name notes have. */
    @FunctionalInterface
    interface Measuring {
        void measure(String of, String name, Representation representation);
    }

    void compare(Encoding own, Data data, Measuring measuring) {
        comparePrincipal(own, data, measuring);
        Map<String, Object> settings = model.config().hyperparameters();
        if (model.config().method().equals("denoising-autoencoder")
                && settings.get("noise") instanceof String kind
                && settings.get("noiseLevel") instanceof Number level) {
            compareLinear(own, data, new Noise(kind, level.doubleValue()));
        }
    }

    private void comparePrincipal(Encoding own, Data data, Measuring measuring) {
        int size = size();
        if (model.config().method().equals("pca")
                && !Boolean.TRUE.equals(model.config().hyperparameters().get("whiten"))) {
            figures.note("Principal components are not compared with themselves.");
            return;
        }
        boolean isExact = facts.shape().size() <= MOST_EXACT;
        int items = QuickCosts.principal(sample.trainItems(), facts.shape().size(), size, isExact);
        Data learned = Data.drawn(model.dataset(), items, 1, QuickSample.SEED, stop);
        List<ModelConfig> configs =
                floors.of(List.of(size), learned.facts(), Map.of("solver", isExact ? "exact" : "randomized"));
        if (configs.isEmpty()) {
            figures.note("There is no comparison with " + EvaluationText.components(size) + ": items have "
                    + EvaluationText.grouped(facts.shape().size())
                    + " values, and the components would be learned from "
                    + EvaluationText.grouped(items) + " of them.");
            return;
        }
        try {
            Network network = new Principal(engine, learned)
                    .learn(configs.get(0), model.folder().resolve("floor"));
            Encoding encoding = new Encoding(configs.get(0), network, engine.imageFitter());
            Path folder = model.folder().resolve("floor-codes");
            try (Representation components = Representation.of(Kind.PCA, data, encoding, folder)) {
                measuring.measure("pca.", "principal components", components);
                figures.note(EvaluationText.components(size) + (size == 1 ? " is" : " are") + " learned from "
                        + QuickSample.part(items, facts.trainCount(), "training") + ".");
                compareDensities(own, data, components);
            }
        } catch (ImpossibleException | TrainingFailedException e) {
            figures.note("There is no comparison with principal components: " + e.getMessage() + ".");
        }
    }

    /**
     * That of the code; where a density is compared, a code as large as an item has one component fewer beside it, whose density
     * is then that of any Gaussian.
     */
    private int size() {
        int code = model.config().codeSize();
        int most = Math.min(facts.shape().size(), sample.trainItems()) - 1;
        return isGaussian() ? Math.max(1, Math.min(code, most)) : code;
    }

    private boolean isGaussian() {
        return model.config().method().equals("vae")
                && "gaussian".equals(model.config().hyperparameters().get("likelihood"));
    }

    /** Of probabilities under a Bernoulli likelihood and densities none is better. */
    private void compareDensities(Encoding own, Data data, Representation components) {
        if (own.network().as(Likelihood.class).isEmpty()) {
            return;
        }
        if (!isGaussian()) {
            figures.note("A Bernoulli likelihood cannot be compared with the density of principal components.");
            return;
        }
        try {
            ProbabilisticComponents density = new ProbabilisticComponents(components, data);
            double seconds = own.secondsPerItem(data) * DRAWS;
            int items = QuickCosts.affordable(sample.testItems(), QuickCosts.SECONDS / seconds, 100);
            Data few = Data.drawn(model.dataset(), Integer.MAX_VALUE, items, QuickSample.SEED, stop);
            Representation same = Representation.of(Kind.MODEL, few, own, model.folder());
            figures.measure("", "the model", "likelihood", same, trial(few, List.of()));
            figures.put("pca.negativeLogLikelihoodGaussian", density.negativeLogLikelihood(few));
            figures.note("−log p(x) is measured on " + QuickSample.part(items, facts.testCount(), "test") + ".");
        } catch (ImpossibleException e) {
            figures.note("There is no comparison with the density of principal components: " + e.getMessage() + ".");
        }
    }

    private void compareLinear(Encoding own, Data data, Noise noise) {
        int size = facts.shape().size();
        int pairs = Math.max(data.facts().trainCount(), PAIRS_PER_VALUE * size);
        if (QuickCosts.linearDenoiser(pairs, size) > QuickCosts.SECONDS) {
            figures.note("There is no comparison with the best linear denoiser, which would take more than "
                    + QuickCosts.SECONDS + " seconds; POST /v1/evaluations with the protocol denoising has it.");
            return;
        }
        Trial trial = trial(data, List.of(noise));
        Representation same = Representation.of(Kind.MODEL, data, own, model.folder());
        figures.measure("", "the model", "denoising", same, trial);
        figures.measure("linear.", "linear denoiser", "denoising", Representation.linear(data), trial);
    }

    private Trial trial(Data data, List<Noise> noise) {
        return new Trial(new Terms(data.facts(), data.facts().trainCount(), noise), data, engine, QuickSample.SEED);
    }
}
