package io.latentry.evaluation;

import io.latentry.drawing.BarPanels;
import io.latentry.evaluation.Evaluation.Column;
import io.latentry.evaluation.Evaluation.Row;
import io.latentry.evaluation.Evaluation.Score;
import io.latentry.evaluation.protocol.Measure.Better;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Draws evaluations: a panel for each measure, a bar for each representation that has a figure. */
final class EvaluationChart {

    private EvaluationChart() {}

    static byte[] png(Evaluation evaluation) {
        List<BarPanels.Panel> panels = evaluation.columns().stream()
                .map(column -> new BarPanels.Panel(
                        column.title() + direction(column),
                        evaluation.rows().stream()
                                .map(row -> bar(row, column))
                                .filter(Objects::nonNull)
                                .toList()))
                .toList();
        return BarPanels.png("Representations of " + evaluation.dataset().name(), panels);
    }

    private static String direction(Column column) {
        return switch (Better.of(column.better())) {
            case HIGHER -> " (more is better)";
            case LOWER -> " (less is better)";
            case NEITHER -> "";
        };
    }

    private static BarPanels.@Nullable Bar bar(Row row, Column column) {
        Score score = row.scores().get(column.measure());
        return score == null ? null : new BarPanels.Bar(row.representation(), score.mean(), column.text(score));
    }
}
