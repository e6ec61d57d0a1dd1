package io.latentry.inspection;

import io.latentry.core.error.ImpossibleException;
import io.latentry.exchange.TensorTypes;
import io.latentry.job.Job;
import io.latentry.job.JobHistory;
import io.latentry.job.Jobs;
import io.latentry.model.EpochReport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Shows how jobs learn. */
@RestController
@Tag(name = "Inspection")
class CurveController {

    private static final int MOST_EVENTS = 10_000;

    private final Jobs jobs;
    private final JobHistory history;
    private final JsonMapper json;

    CurveController(Jobs jobs, JobHistory history, JsonMapper json) {
        this.jobs = jobs;
        this.history = history;
        this.json = json;
    }

    @GetMapping(
            path = "/v1/jobs/{id}/curve",
            produces = {TensorTypes.JSON, InsightConverter.CSV, TensorTypes.PNG})
    @Operation(
            summary = "Show a job's learning curve",
            description = "Losses by epoch, of training and of validation, as far as the job has come: as JSON, as a"
                    + " table (`text/csv`) or as a chart. An epoch that was done again after a resume counts once. The"
                    + " chart is logarithmic where losses differ much, unless it has an axis for the accuracy, too.")
    @ApiResponse(
            responseCode = "200",
            description = "The epochs that are done",
            content = @Content(schema = @Schema(implementation = LearningCurve.class)))
    @ApiResponse(responseCode = "404", description = "There is no such job (`job-not-found`)")
    @ApiResponse(
            responseCode = "422",
            description =
                    "The job learns nothing, or the server has no fonts for a chart (`no-learning-curve`, `no-fonts`)")
    Insight getCurve(
            @Parameter(
                            description = "The job's id, or `latest` for the one submitted last of those that learn",
                            example = "latest")
                    @PathVariable
                    String id) {
        Job job = jobs.get(id, CurveController::learns);
        if (!learns(job)) {
            throw new ImpossibleException("no-learning-curve", "A job of type " + job.type() + " learns nothing");
        }
        LearningCurve curve = new LearningCurve(job.id(), job.state().label(), epochs(job));
        String subject = job.subject().getOrDefault("model", job.id());
        return Insight.table(() -> curve, curve::csv).drawn(() -> curve.png(subject));
    }

    private static boolean learns(Job job) {
        return job.subject().containsKey("method");
    }

    private List<EpochReport> epochs(Job job) {
        TreeMap<Integer, EpochReport> last = new TreeMap<>();
        for (String data : history.data(job.id(), "epoch", MOST_EVENTS)) {
            EpochReport report = json.readValue(data, EpochReport.class);
            last.put(report.epoch(), report);
        }
        return List.copyOf(last.values());
    }
}
