package io.latentry.evaluation;

import io.latentry.evaluation.Evaluation.Column;
import io.latentry.evaluation.Evaluation.Row;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Which of two figures is the better one. */
enum Ranking {
    HIGHER,
    LOWER,
    NEITHER;

    /**
     * By its name in JSON.
     *
     * @param better {@code higher}, {@code lower} or {@code neither}
     */
    static Ranking of(String better) {
        return valueOf(better.toUpperCase(Locale.ROOT));
    }

    /** The best first, and the greatest where none is better. */
    Comparator<Double> bestFirst() {
        return this == LOWER ? Comparator.naturalOrder() : Comparator.reverseOrder();
    }

    /** Whether no other row is better than a row. */
    boolean isBest(Evaluation evaluation, Row row, Column column) {
        if (this == NEITHER) {
            return false;
        }
        Optional<Double> best = evaluation.rows().stream()
                .map(each -> each.scores().get(column.measure()))
                .filter(Objects::nonNull)
                .map(Evaluation.Score::mean)
                .min(bestFirst());
        Evaluation.Score mine = row.scores().get(column.measure());
        return mine != null && best.isPresent() && best.get() == mine.mean();
    }
}
