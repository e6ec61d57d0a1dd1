package io.latentry.evaluation;

import io.latentry.evaluation.Cells.Cell;
import io.latentry.evaluation.Evaluation.Column;
import io.latentry.evaluation.Evaluation.Row;
import io.latentry.evaluation.Evaluation.Score;
import io.latentry.evaluation.EvaluationSpecification.Contender;
import io.latentry.evaluation.protocol.Measure;
import io.latentry.evaluation.protocol.Protocol;
import io.latentry.evaluation.protocol.Protocols;
import io.latentry.evaluation.protocol.Representation.Kind;
import io.latentry.evaluation.protocol.Terms;
import io.latentry.model.ModelCard;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a table of measurements. */
record Tabulation(EvaluationSpecification specification, Terms terms, Cells cells) {

    Evaluation table(String id, List<Subject> subjects) {
        List<Row> rows = subjects.stream().map(this::row).toList();
        List<Column> columns = protocols()
                .flatMap(protocol -> protocol.measures(terms).stream().map(measure -> column(protocol, measure)))
                .filter(column -> rows.stream().anyMatch(row -> row.scores().containsKey(column.measure())))
                .toList();
        return new Evaluation(
                id,
                specification.dataset(),
                specification.trainItems(),
                specification.seeds(),
                specification.protocols(),
                specification.noise(),
                columns,
                rows,
                cells.seconds(),
                specification.threads(),
                specification.software(),
                Instant.now());
    }

    private Column column(Protocol protocol, Measure measure) {
        return new Column(
                protocol.name(),
                measure.name(),
                measure.title(),
                measure.better().label(),
                measure.decimals(),
                protocol.isFitted() ? terms.trainItems() : terms.facts().trainCount());
    }

    private Stream<Protocol> protocols() {
        return specification.protocols().stream()
                .map(name -> Protocols.find(name).orElseThrow());
    }

    private Row row(Subject subject) {
        List<Cell> mine = cells.of(subject.name());
        Map<String, Score> scores = new LinkedHashMap<>();
        protocols().flatMap(protocol -> protocol.measures(terms).stream()).forEach(measure -> {
            List<Double> figures = mine.stream()
                    .map(cell -> cell.figures().get(measure.name()))
                    .filter(Objects::nonNull)
                    .toList();
            if (!figures.isEmpty()) {
                scores.put(measure.name(), Score.of(figures));
            }
        });
        return new Row(
                subject.name(),
                subject.kind().label(),
                subject.codeSize(),
                scores,
                notes(subject, mine),
                subject.kind() == Kind.MODEL ? "/v1/models/" + subject.name() + "/card" : null);
    }

    private List<String> notes(Subject subject, List<Cell> mine) {
        Stream<String> measured = mine.stream().map(Cell::note).filter(Objects::nonNull);
        Stream<String> known = specification.models().stream()
                .filter(model -> model.reference().equals(subject.name()))
                .flatMap(model -> Stream.of(learnedFrom(model), floor(model)).flatMap(Optional::stream));
        return Stream.concat(known, measured).distinct().toList();
    }

    private Optional<String> learnedFrom(Contender model) {
        ModelCard.Dataset dataset = model.learnedFrom();
        if (dataset != null && dataset.hash().equals(specification.dataset().hash())) {
            return Optional.empty();
        }
        return Optional.of(
                dataset == null
                        ? "learned from another dataset"
                        : "learned from another dataset, the %s training items of %s"
                                .formatted(EvaluationText.grouped(dataset.trainCount()), dataset.name()));
    }

    private Optional<String> floor(Contender model) {
        int size = model.config().codeSize();
        boolean hasFloor = specification.floors().stream().anyMatch(floor -> floor.codeSize() == size);
        return hasFloor
                ? Optional.empty()
                : Optional.of("there is no comparison with " + EvaluationText.components(size));
    }
}
