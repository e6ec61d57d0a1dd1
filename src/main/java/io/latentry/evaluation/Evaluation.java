package io.latentry.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latentry.model.ModelCard;
import io.latentry.model.Noise;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation came to: a row for each representation, a column for each measure.
 *
 * @param id of the job that measured
 * @param dataset that was measured on
 * @param trainItems of the training split that classifiers learned from
 * @param seeds of what was drawn
 * @param protocols that were asked for
 * @param noise that was to be removed
 * @param columns that have a figure in some row
 * @param rows first what models are compared with
 * @param seconds that it took, interruptions not counted
 * @param threads that computed
 * @param software versions by name
 * @param createdAt when it ended
 */
@Schema(name = "Evaluation")
record Evaluation(
        @Schema(example = "019c0f6e-7a10-7000-8b54-3d6f2a7c9e11")
        String id,

        ModelCard.Dataset dataset,
        int trainItems,
        List<Long> seeds,
        List<String> protocols,
        List<Noise> noise,
        List<Column> columns,
        List<Row> rows,
        double seconds,
        int threads,
        Map<String, String> software,
        Instant createdAt) {

    /**
     * A measure.
     *
     * @param protocol that measures
     * @param measure its name, which the rows' scores have
     * @param title for people, with the unit
     * @param better {@code higher}, {@code lower} or {@code neither}
     * @param decimals with which it is shown
     * @param trainItems of the training split that its figures depend on
     */
    @Schema(name = "EvaluationColumn")
    record Column(
            @Schema(example = "linear-probe") String protocol,
            @Schema(example = "probeAccuracy") String measure,
            @Schema(example = "linear probe, accuracy") String title,

            @Schema(
                    example = "higher",
                    allowableValues = {"higher", "lower", "neither"})
            String better,

            @Schema(example = "4") int decimals,
            @Schema(example = "2000") int trainItems) {

        String text(Score score) {
            String mean = text(score.mean());
            return score.deviation() == null ? mean : mean + " ± " + text(score.deviation());
        }

        String text(double value) {
            return String.format(Locale.ROOT, "%." + decimals + "f", value);
        }
    }

    /**
     * A representation.
     *
     * @param representation a model as {@code name@version}, {@code raw values}, {@code standardised values}, {@code pca-32} or
     *     {@code linear denoiser}
     * @param kind {@code model}, {@code pca}, {@code raw}, {@code standardised} or {@code linear}
     * @param codeSize numbers in a code; 0 if there is none
     * @param scores by the columns' measures; what the representation can't do has none
     * @param notes why scores are missing that one would expect
     * @param card the path of the model's card; null if it is no model
     */
    @Schema(name = "EvaluationRow")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            @Schema(example = "demo-vae@1") String representation,

            @Schema(
                    example = "model",
                    allowableValues = {"model", "pca", "raw", "standardised", "linear"})
            String kind,

            @Schema(example = "10") int codeSize,
            Map<String, Score> scores,
            List<String> notes,

            @Schema(example = "/v1/models/demo-vae@1/card") @Nullable String card) {}

    /**
     * A figure.
     *
     * @param mean over the seeds
     * @param deviation their standard deviation, with n − 1 in the denominator; null if nothing was drawn, or once only
     * @param runs one for each seed, or 1 if nothing was drawn
     */
    @Schema(name = "EvaluationScore")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Score(
            @Schema(example = "0.8123") double mean,
            @Schema(example = "0.0042") @Nullable Double deviation,
            @Schema(example = "3") int runs) {

        static Score of(List<Double> figures) {
            double mean = figures.stream().mapToDouble(each -> each).average().orElseThrow();
            if (figures.size() == 1) {
                return new Score(mean, null, 1);
            }
            double squares = figures.stream()
                    .mapToDouble(each -> (each - mean) * (each - mean))
                    .sum();
            return new Score(mean, Math.sqrt(squares / (figures.size() - 1)), figures.size());
        }
    }

    /** The models that were compared. */
    List<String> models() {
        return rows.stream()
                .filter(row -> row.kind().equals("model"))
                .map(Row::representation)
                .toList();
    }
}
