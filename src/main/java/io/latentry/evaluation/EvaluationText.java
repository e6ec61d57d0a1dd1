package io.latentry.evaluation;

import io.latentry.evaluation.Evaluation.Column;
import io.latentry.evaluation.Evaluation.Row;
import io.latentry.evaluation.Evaluation.Score;
import io.latentry.evaluation.protocol.Measure.Better;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes evaluations as tables of text. */
final class EvaluationText {

    private EvaluationText() {}

    /** A header, and a line for each row; for each column the mean, its deviation and the runs, empty where there is none. */
    static String csv(Evaluation evaluation) {
        List<String> header = new ArrayList<>(List.of("representation", "kind", "codeSize"));
        for (Column column : evaluation.columns()) {
            header.addAll(List.of(column.measure(), column.measure() + ".deviation", column.measure() + ".runs"));
        }
        StringBuilder lines = new StringBuilder(String.join(",", header)).append('\n');
        for (Row row : evaluation.rows()) {
            List<String> cells =
                    new ArrayList<>(List.of(row.representation(), row.kind(), String.valueOf(row.codeSize())));
            evaluation
                    .columns()
                    .forEach(column -> cells.addAll(cells(row.scores().get(column.measure()))));
            lines.append(String.join(",", cells)).append('\n');
        }
        return lines.toString();
    }

    private static List<String> cells(@Nullable Score score) {
        if (score == null) {
            return List.of("", "", "");
        }
        String deviation = score.deviation() == null ? "" : score.deviation().toString();
        return List.of(String.valueOf(score.mean()), deviation, String.valueOf(score.runs()));
    }

    /** The best figure of each column is bold. */
    static String markdown(Evaluation evaluation) {
        StringBuilder lines = new StringBuilder("| representation | code size |");
        evaluation
                .columns()
                .forEach(column -> lines.append(' ')
                        .append(column.title().replace("|", "\\|"))
                        .append(" |"));
        lines.append("\n|---|---:|")
                .append("---:|".repeat(evaluation.columns().size()))
                .append('\n');
        for (Row row : evaluation.rows()) {
            lines.append("| ").append(row.representation()).append(" | ");
            lines.append(row.codeSize() == 0 ? "" : row.codeSize()).append(" |");
            for (Column column : evaluation.columns()) {
                lines.append(' ').append(cell(evaluation, row, column)).append(" |");
            }
            lines.append('\n');
        }
        return lines.append('\n')
                .append(caption(evaluation))
                .append(missing(evaluation))
                .toString();
    }

    private static String cell(Evaluation evaluation, Row row, Column column) {
        Score score = row.scores().get(column.measure());
        if (score == null) {
            return "";
        }
        String text = column.text(score);
        return isBest(evaluation, column, score) ? "**" + text + "**" : text;
    }

    /** Whether no other row's figure is better. */
    private static boolean isBest(Evaluation evaluation, Column column, Score score) {
        Better better = Better.of(column.better());
        return better != Better.NEITHER
                && evaluation.rows().stream()
                        .map(row -> row.scores().get(column.measure()))
                        .filter(Objects::nonNull)
                        .noneMatch(other -> better.bestFirst().compare(other.mean(), score.mean()) < 0);
    }

    private static String caption(Evaluation evaluation) {
        String notes = evaluation.rows().stream()
                .flatMap(row -> row.notes().stream().map(note -> "- " + row.representation() + ", " + note + "\n"))
                .collect(Collectors.joining());
        return "Classifiers learned from %s training items of %s, principal components and the linear denoiser from all; figures are of its %s test items: mean ± standard deviation over the seeds %s where something is drawn.\n%s"
                .formatted(
                        trainItems(evaluation),
                        evaluation.dataset().name(),
                        grouped(evaluation.dataset().testCount()),
                        evaluation.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        notes.isEmpty() ? "" : "\n" + notes);
    }

    /** Protocols that say nothing of any row. */
    private static String missing(Evaluation evaluation) {
        List<String> told = evaluation.columns().stream().map(Column::protocol).toList();
        String missing = evaluation.protocols().stream()
                .filter(protocol -> !told.contains(protocol))
                .collect(Collectors.joining(", "));
        return missing.isEmpty() ? "" : "\nNone of these has figures of: " + missing + "\n";
    }

    private static String trainItems(Evaluation evaluation) {
        String all = grouped(evaluation.dataset().trainCount());
        return evaluation.trainItems() == evaluation.dataset().trainCount()
                ? "all " + all
                : grouped(evaluation.trainItems()) + " of the " + all;
    }

    /** With commas between thousands. */
    static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String components(int number) {
        return grouped(number) + (number == 1 ? " principal component" : " principal components");
    }
}
