package io.latentry.evaluation;

import io.latentry.evaluation.Cells.Cell;
import io.latentry.evaluation.Evaluation.Column;
import io.latentry.evaluation.Evaluation.Row;
import io.latentry.evaluation.Evaluation.Score;
import io.latentry.evaluation.protocol.Measure;
import io.latentry.evaluation.protocol.Protocols;
import io.latentry.evaluation.protocol.Representation.Kind;
import io.latentry.evaluation.protocol.Terms;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Makes a table of measurements. */
record Tabulation(EvaluationSpecification specification, Terms terms, Cells cells) {

    Evaluation table(String id, List<Subject> subjects) {
        List<Row> rows = subjects.stream().map(this::row).toList();
        List<Column> columns = measures()
                .filter(measure -> rows.stream().anyMatch(row -> row.scores().containsKey(measure.name())))
                .map(measure -> new Column(
                        measure.name(), measure.title(), measure.better().label(), measure.decimals()))
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

    private Stream<Measure> measures() {
        return specification.protocols().stream()
                .flatMap(name -> Protocols.find(name).orElseThrow().measures(terms).stream());
    }

    private Row row(Subject subject) {
        List<Cell> mine = cells.of(subject.name());
        Map<String, Score> scores = new LinkedHashMap<>();
        measures().forEach(measure -> {
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
                mine.stream()
                        .map(Cell::note)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                subject.kind() == Kind.MODEL ? "/v1/models/" + subject.name() + "/card" : null);
    }
}
