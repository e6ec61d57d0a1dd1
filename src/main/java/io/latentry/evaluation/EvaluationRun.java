package io.latentry.evaluation;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.TrainingFailedException;
import io.latentry.dataset.StoredDataset;
import io.latentry.evaluation.Cells.Cell;
import io.latentry.evaluation.protocol.Data;
import io.latentry.evaluation.protocol.Protocol;
import io.latentry.evaluation.protocol.Protocols;
import io.latentry.evaluation.protocol.Representation;
import io.latentry.evaluation.protocol.Terms;
import io.latentry.evaluation.protocol.Trial;
import io.latentry.job.WorkerContext;
import io.latentry.model.EvaluationEngine;
import io.latentry.model.EvaluationProgress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes all measurements of an evaluation that are not made yet, one representation after the other. */
final class EvaluationRun {

    private static final String MEASURED = "measured";

    private final WorkerContext context;
    private final EvaluationSpecification specification;
    private final EvaluationEngine engine;
    private final Cells cells;
    private final Terms terms;
    private final Data data;
    private final Subjects subjects;
    private final List<Protocol> protocols;
    private final int before;
    private final long start = System.nanoTime();

    EvaluationRun(
            WorkerContext context,
            EvaluationSpecification specification,
            EvaluationEngine engine,
            StoredDataset dataset,
            Cells cells) {
        this.context = context;
        this.specification = specification;
        this.engine = engine;
        this.cells = cells;
        this.before = cells.count();
        this.terms = new Terms(dataset.facts(), specification.trainItems(), specification.noise());
        this.data = Data.all(dataset, context::stopRequested);
        this.subjects = new Subjects(specification, engine, data, context.folder());
        this.protocols = specification.protocols().stream()
                .map(name -> Protocols.find(name).orElseThrow())
                .toList();
    }

    Evaluation toTheEnd() {
        cells.all().stream().filter(EvaluationRun::says).forEach(cell -> context.eventOnce(MEASURED, cell));
        List<Subject> all = subjects.all();
        for (Subject subject : all) {
            if (protocols.stream().anyMatch(protocol -> !isDone(subject, protocol))) {
                tell(subject, "", all.size());
                measure(subject, all.size());
            }
        }
        return new Tabulation(specification, terms, cells).table(context.jobId(), all);
    }

    private void measure(Subject subject, int count) {
        try (Representation representation = subject.open()) {
            measure(subject, representation, count);
        } catch (ImpossibleException | TrainingFailedException e) {
            for (Protocol protocol : protocols) {
                for (long seed : missing(subject, protocol)) {
                    add(new Cell(subject.name(), protocol.name(), seed, Map.of(), e.getMessage(), 0));
                }
            }
        }
    }

    private boolean isDone(Subject subject, Protocol protocol) {
        return missing(subject, protocol).isEmpty();
    }

    private List<Long> missing(Subject subject, Protocol protocol) {
        return seeds(protocol).stream()
                .filter(seed ->
                        cells.find(subject.name(), protocol.name(), seed).isEmpty())
                .toList();
    }

    /** What draws nothing is measured once. */
    private List<Long> seeds(Protocol protocol) {
        return protocol.isRandom(terms)
                ? specification.seeds()
                : specification.seeds().subList(0, 1);
    }

    private void measure(Subject subject, Representation representation, int count) {
        for (Protocol protocol : protocols) {
            for (long seed : missing(subject, protocol)) {
                tell(subject, protocol.name(), count);
                add(cell(subject, representation, protocol, seed));
            }
        }
    }

    private void add(Cell cell) {
        cells.add(cell);
        if (says(cell)) {
            context.event(MEASURED, cell);
        }
    }

    /** Whether a protocol suits what it was to measure. */
    private static boolean says(Cell cell) {
        return !cell.figures().isEmpty() || cell.note() != null;
    }

    private Cell cell(Subject subject, Representation representation, Protocol protocol, long seed) {
        long begin = System.nanoTime();
        Map<String, Double> figures = Map.of();
        @Nullable String note = null;
        try {
            figures = Finite.of(protocol.measure(representation, new Trial(terms, data, engine, seed)));
        } catch (ImpossibleException e) {
            note = protocol.name() + ": " + e.getMessage();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Cell(subject.name(), protocol.name(), seed, figures, note, seconds);
    }

    private void tell(Subject subject, String protocol, int subjectCount) {
        if (context.stopRequested()) {
            throw new Data.Stopped();
        }
        int each = protocols.stream().mapToInt(one -> seeds(one).size()).sum();
        int steps = subjectCount * each;
        int fresh = cells.count() - before;
        double elapsed = (System.nanoTime() - start) / 1e9;
        double eta = fresh == 0 ? -1 : elapsed / fresh * (steps - cells.count());
        context.progress(new EvaluationProgress(
                EvaluationProgress.EVALUATION, cells.count(), steps, subject.name(), protocol, eta));
    }
}
