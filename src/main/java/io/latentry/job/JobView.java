package io.latentry.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.latentry.model.DownloadProgress;
import io.latentry.model.EvaluationProgress;
import io.latentry.model.TrainingProgress;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Job")
public record JobView(
        @Schema(example = EXAMPLE) String id,

        @Schema(example = "training") String type,

        @Schema(
                example = "running",
                allowableValues = {"queued", "running", "cancelling", "cancelled", "succeeded", "failed"})
        String state,

        @Schema(description = "What is learned", example = "vae") @Nullable String method,

        @Schema(description = "What it is learned from", example = "fashion-sample") @Nullable String dataset,

        @Schema(description = "What it is to become", example = "my-vae") @Nullable String model,

        @Schema(description = "What it is made from, if anything") @Nullable String parent,

        @Schema(description = "What of the parent is not trained: `all`, `none` or the last such layer") @Nullable String freeze,

        @Schema(description = "Where an import is fetched from, without the query") @Nullable String url,

        @Schema(description = "Of all randomness; absent if there is none", example = "7") @Nullable Long seed,

        @Schema(
                description = "All of them by name, with the defaults of those that were left out",
                example = "{\"latentSize\": 16, \"epochs\": 10}")
        @Nullable Map<String, Object> hyperparameters,

        @Schema(description = "What an evaluation compares, each as `name@version`") @Nullable List<String> models,

        @Schema(description = "What an evaluation measures") @Nullable List<String> protocols,

        @Schema(
                implementation = Object.class,
                oneOf = {TrainingProgress.class, DownloadProgress.class, EvaluationProgress.class},
                description = "Absent until the worker reports; `phase` says which of the three it is")
        @JsonRawValue
        @Nullable String progress,

        @Schema(
                description =
                        "What it made; empty before it succeeded. Of a training job `warnings` has those of the model's card in one text, if there are any",
                example = "{\"model\": \"my-vae@1\"}")
        Map<String, String> result,

        @Schema(description = "Why it failed; absent if it did not") @Nullable JobError error,

        @Schema(description = "Worker processes started so far", example = "1")
        int attempts,

        @Schema(
                description =
                        "What the worker was estimated to take at its peak, Java heap and native memory, without pages of"
                                + " mapped files; absent for imports and evaluations",
                example = "310000000")
        @Nullable Long memoryEstimateBytes,

        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Links links) {

    /** Of a cancelled job that new stores have, for trying out what needs an id. */
    public static final String EXAMPLE = "019c0f6e-7a10-7000-8b54-3d6f2a7c9e11";

    static final String ID = "The job's id, or `latest` for the one submitted last";

    /** Where to look further. */
    @Schema(name = "JobLinks")
    public record Links(String self, String events) {}

    static JobView of(Job job, JobSettings settings) {
        String self = path(job.id());
        return new JobView(
                job.id(),
                job.type(),
                job.state().label(),
                job.subject().get("method"),
                job.subject().get("dataset"),
                job.subject().get("model"),
                job.subject().get("parent"),
                settings.freeze(),
                settings.url(),
                settings.seed(),
                settings.hyperparameters(),
                settings.models(),
                settings.protocols(),
                job.progress(),
                job.result(),
                job.error(),
                job.attempts(),
                job.memoryEstimateBytes(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                new Links(self, self + "/events"));
    }

    /** The path of a job's resource, for {@code Location}. */
    public static String path(String id) {
        return "/v1/jobs/" + id;
    }
}
