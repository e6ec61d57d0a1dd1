package io.latentry.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.evaluation.Evaluation.Column;
import io.latentry.evaluation.Evaluation.Row;
import io.latentry.evaluation.Evaluation.Score;
import io.latentry.model.ModelCard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTextTest {

    private final Evaluation evaluation = new Evaluation(
            "1",
            new ModelCard.Dataset("digits", "00", 1_297, 500),
            100,
            List.of(1L, 2L),
            List.of("elbo", "knn", "likelihood"),
            List.of(),
            List.of(
                    new Column("elbo", "elboReconstruction", "−E log p(x|z), nats", "lower", 2, 1_297),
                    new Column("knn", "knnCosineAccuracy", "kNN", "higher", 4, 100)),
            List.of(
                    row("raw values", "raw", Map.of("knnCosineAccuracy", new Score(0.99, 0.001, 2)), List.of()),
                    row("a@1", "model", Map.of("elboReconstruction", new Score(50.126, 0.1, 2)), List.of("knn: no")),
                    row(
                            "b@1",
                            "model",
                            Map.of(
                                    "elboReconstruction",
                                    new Score(49.5, null, 1),
                                    "knnCosineAccuracy",
                                    new Score(0.5, 0.0125, 2)),
                            List.of())),
            1,
            1,
            Map.of(),
            Instant.EPOCH);

    private static Row row(String name, String kind, Map<String, Score> scores, List<String> notes) {
        return new Row(name, kind, 4, scores, notes, null);
    }

    @Test
    void everyLineOfMarkdownHasAsManyCellsAndTheBestIsBold() {
        List<String> lines = EvaluationText.markdown(evaluation).lines().toList();

        assertThat(lines.subList(0, 5))
                .containsExactly(
                        "| representation | code size | −E log p(x\\|z), nats | kNN |",
                        "|---|---:|---:|---:|",
                        "| raw values | 4 |  | **0.9900 ± 0.0010** |",
                        "| a@1 | 4 | 50.13 ± 0.10 |  |",
                        "| b@1 | 4 | **49.50** | 0.5000 ± 0.0125 |");
        assertThat(lines.get(6)).startsWith("Classifiers learned from 100 of the 1,297 training items of digits, ");
        assertThat(lines).contains("- a@1, knn: no", "None of these has figures of: likelihood");
    }

    @Test
    void everyLineOfCsvHasAsManyCellsOfFullPrecision() {
        List<String> lines = EvaluationText.csv(evaluation).lines().toList();

        assertThat(lines.get(2)).isEqualTo("a@1,model,4,50.126,0.1,2,,,");
        assertThat(lines.get(3)).isEqualTo("b@1,model,4,49.5,,1,0.5,0.0125,2");
        assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(9));
    }
}
