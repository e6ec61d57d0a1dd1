package io.latentry.evaluation;

import io.latentry.evaluation.QuickEvaluation.Model;
import io.latentry.evaluation.protocol.Data;
import io.latentry.evaluation.protocol.Encoding;
import io.latentry.evaluation.protocol.Representation;
import io.latentry.evaluation.protocol.Representation.Kind;
import io.latentry.evaluation.protocol.Terms;
import io.latentry.evaluation.protocol.Trial;
import io.latentry.model.DatasetFacts;
import io.latentry.model.EvaluationEngine;
import io.latentry.model.Findings;
import io.latentry.model.Network;
import io.latentry.model.Noise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One quick evaluation. */
final class QuickRun {

    /** Code that is wider has no neighbours looked for, so that it does not decide for how many items there is time. */
    private static final int MOST_WIDTH = 16_384;

    /** That a unit is the same for fewer says little. */
    private static final int FEWEST_FOR_UNITS = 30;

    private final EvaluationEngine engine;
    private final Floors floors;
    private final Model model;
    private final BooleanSupplier stop;
    private final Encoding encoding;
    private final QuickSample sample;
    private final Data data;
    private final QuickFigures figures;

    QuickRun(
            EvaluationEngine engine,
            Floors floors,
            Model model,
            BooleanSupplier stop,
            Consumer<Map<String, String>> report) {
        this.engine = engine;
        this.floors = floors;
        this.model = model;
        this.stop = stop;
        this.figures = new QuickFigures(report);
        Network network = engine.networks().load(model.config(), model.weights());
        this.encoding = new Encoding(model.config(), network, engine.imageFitter());
        this.sample = QuickSample.of(encoding, model.dataset(), stop);
        this.data = sample.data(model.dataset(), stop);
    }

    Findings run() {
        figures.put("trainItems", sample.trainItems());
        figures.put("testItems", sample.testItems());
        boolean isWhole = sample.testItems() == sample.facts().testCount();
        figures.note("The figures evaluation.… are measured on " + sample.test() + drawn(!isWhole));
        List<String> warnings = new ArrayList<>();
        try (Representation own =
                Representation.of(Kind.MODEL, data, encoding, model.folder().resolve("codes"))) {
            measure("", "the model", own);
            compareValues();
            QuickFloor floor = new QuickFloor(engine, floors, model, sample, figures, stop);
            floor.compare(encoding, data, this::measure);
            warnings.addAll(new Shortfalls(model, figures.figures()).warnings());
            warnings.addAll(dead());
        }
        return new Findings(figures.figures(), figures.notes(), warnings);
    }

    /** Images are compared as they are, for their values have one unit; rows also with their columns standardised. */
    private void compareValues() {
        if (data.facts().classes().isEmpty()) {
            return;
        }
        try (Representation raw = Representation.raw(data)) {
            measure("raw.", "raw values", raw);
        }
        if (!data.facts().shape().isImage()) {
            try (Representation standardised = Representation.standardised(data)) {
                measure("standardised.", "standardised values", standardised);
            }
        }
    }

    private void measure(String of, String name, Representation representation) {
        boolean isFirst = of.isEmpty();
        DatasetFacts facts = data.facts();
        if (!facts.classes().isEmpty()) {
            int width = Math.max(
                    facts.shape().size() > MOST_WIDTH ? 0 : facts.shape().size(), codeWidth());
            int probed =
                    QuickCosts.probe(sample.trainItems(), width, facts.classes().size());
            int searched = QuickCosts.neighbours(sample.trainItems(), sample.testItems(), width);
            figures.measure(of, name, "linear-probe", representation, trial(probed));
            figures.measure(of, name, "knn", representation, trial(searched));
            if (isFirst) {
                int all = model.dataset().facts().trainCount();
                figures.put("probeTrainItems", probed);
                figures.put("knnTrainItems", searched);
                figures.note("Linear probes learn from " + QuickSample.part(probed, all, "training")
                        + ", neighbours are looked for among " + QuickSample.part(searched, all, "training")
                        + drawn(probed < all || searched < all));
            }
        }
        figures.measure(of, name, "reconstruction", representation, trial(sample.trainItems()));
        if (isFirst) {
            figures.measure(of, name, "active-units", representation, trial(sample.trainItems()));
        }
    }

    private static String drawn(boolean isSome) {
        return isSome ? ", drawn with a fixed seed: as many as take about " + QuickCosts.SECONDS + " seconds." : ".";
    }

    private int codeWidth() {
        return Math.min(MOST_WIDTH, model.config().codeSize());
    }

    private Trial trial(int trainItems) {
        return new Trial(new Terms(data.facts(), trainItems, List.<Noise>of()), data, engine, QuickSample.SEED);
    }

    private List<String> dead() {
        boolean isOwnShape =
                model.config().shape().equals(model.dataset().facts().shape());
        if (!isOwnShape || sample.testItems() < FEWEST_FOR_UNITS) {
            return List.of();
        }
        int items = Math.min(sample.testItems(), QuickCosts.LEAST_TEST);
        Data few = Data.drawn(model.dataset(), 1, items, QuickSample.SEED, stop);
        List<DeadUnits> layers = DeadUnits.of(encoding.network(), few);
        int units = layers.stream().mapToInt(DeadUnits::units).sum();
        if (units > 0) {
            figures.put(
                    "deadUnitShare",
                    (double) layers.stream().mapToInt(DeadUnits::dead).sum() / units);
        }
        return Stream.concat(
                        layers.stream().flatMap(layer -> Shortfalls.dead(layer, items).stream()),
                        Shortfalls.unused(figures.figures(), model.config().codeSize()).stream())
                .toList();
    }
}
