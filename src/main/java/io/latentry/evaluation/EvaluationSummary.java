package io.latentry.evaluation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** An evaluation in a list. */
@Schema(name = "EvaluationSummary")
record EvaluationSummary(
        @Schema(example = "019c0f6e-7a10-7000-8b54-3d6f2a7c9e11")
        String id,

        @Schema(example = "fashion-sample") String dataset,
        @Schema(example = "[\"demo-vae@1\"]") List<String> models,
        @Schema(example = "[\"knn\"]") List<String> protocols,
        Instant createdAt,
        Links links) {

    /** Where to look further. */
    @Schema(name = "EvaluationLinks")
    record Links(String self, String leaderboard) {}

    static EvaluationSummary of(Evaluation evaluation) {
        String dataset = evaluation.dataset().name();
        return new EvaluationSummary(
                evaluation.id(),
                dataset,
                evaluation.models(),
                evaluation.protocols(),
                evaluation.createdAt(),
                new Links("/v1/evaluations/" + evaluation.id(), "/v1/leaderboards/" + dataset));
    }
}
