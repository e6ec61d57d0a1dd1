package io.latentry.evaluation;

import io.latentry.job.Job;
import io.latentry.job.JobView;
import io.latentry.job.JobViews;
import io.latentry.web.MediaTypes;
import io.latentry.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Submits evaluations, and shows their tables. */
@RestController
@RequestMapping("/v1/evaluations")
@Tag(name = "Evaluation")
class EvaluationController {

    private static final String EXAMPLE = """
            {"dataset": "fashion-sample", "models": ["demo-autoencoder", "demo-vae-2d"],
             "protocols": ["linear-probe", "knn", "reconstruction"], "seeds": [1, 2, 3], "trainItems": 1000}\
            """;

    private static final String ID = "The id of the evaluation's job, or `latest` for the newest that is done";

    private final EvaluationService evaluations;
    private final EvaluationStore store;
    private final JobViews views;

    EvaluationController(EvaluationService evaluations, EvaluationStore store, JobViews views) {
        this.evaluations = evaluations;
        this.store = store;
        this.views = views;
    }

    @PostMapping
    @Operation(
            summary = "Compare models",
            description =
                    "Queues a job that measures how good the models' representations of a dataset are. Everything is"
                            + " fitted on the training split and measured on the test split. Principal components of equal"
                            + " code sizes and the values themselves are always measured too, of rows as `raw values` and"
                            + " as `standardised values`, in deviations of their columns over the training split as models"
                            + " take them: what is not better than principal components, standardised values of rows and"
                            + " raw values of images was not worth learning. Of neighbours at the same distance the one"
                            + " with the lower index is nearer, and of classes with as many votes the one with the nearest"
                            + " voter wins. Where something is drawn, every seed draws its own, and the table has mean and"
                            + " standard deviation. When the job has succeeded, GET /v1/evaluations/{id} has the table"
                            + " under the job's id.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = EvaluationRequest.class),
                                            examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(responseCode = "202", description = "Queued")
    @ApiResponse(responseCode = "400", description = "A field is unknown or wrong; `errors` names it (`invalid-input`)")
    @ApiResponse(
            responseCode = "404",
            description = "There is no such model or dataset (`model-not-found`, `dataset-not-found`)")
    @ApiResponse(
            responseCode = "422",
            description = "A model does not suit the dataset, or a protocol needs labels or more items"
                    + " (`shape-mismatch`, `labels-missing`, `too-few-items`)")
    @ApiResponse(responseCode = "429", description = "The queue is full (`queue-full`)")
    @ApiResponse(responseCode = "500", description = "The dataset is known to be damaged (`dataset-damaged`)")
    @ApiResponse(responseCode = "503", description = "The server is stopping (`draining`)")
    ResponseEntity<JobView> evaluate(@Valid @RequestBody EvaluationRequest request) {
        Job job = evaluations.submit(request);
        return ResponseEntity.accepted()
                .location(URI.create(JobView.path(job.id())))
                .body(views.of(job));
    }

    @GetMapping
    @Operation(summary = "List evaluations", description = "Those that are done, the newest job's first.")
    @ApiResponse(responseCode = "200", description = "A page of evaluations, without their tables")
    @ApiResponse(responseCode = "400", description = "The limit is out of range")
    Page<EvaluationSummary> listEvaluations(
            @Parameter(description = "The id of the last evaluation of the page before")
                    @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "Evaluations per page, 1 to 500", example = "50")
                    @RequestParam(defaultValue = "50")
                    int limit) {
        return Page.of(
                store.page(after, Page.checkLimit(limit) + 1).stream()
                        .map(EvaluationSummary::of)
                        .toList(),
                limit,
                EvaluationSummary::id);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Show an evaluation",
            description =
                    "A row for each representation, a column for each measure: as JSON, as a table for spreadsheets"
                            + " (`text/csv`) or for pages (`text/markdown`), or as a chart (`image/png`).")
    @ApiResponse(
            responseCode = "200",
            description = "The table",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = Evaluation.class)),
                @Content(mediaType = MediaTypes.CSV, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.TEXT_MARKDOWN_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(
            responseCode = "404",
            description = "There is no such evaluation, or its job is not done (`evaluation-not-found`)")
    @ApiResponse(responseCode = "406", description = "None of the accepted media types can be answered")
    @ApiResponse(responseCode = "413", description = "The chart would be too large (`picture-too-large`)")
    @ApiResponse(responseCode = "422", description = "The server has no fonts for a chart (`no-fonts`)")
    Evaluation getEvaluation(@Parameter(description = ID, example = "latest") @PathVariable String id) {
        return store.get(id);
    }

    @GetMapping(path = "/{id}", produces = MediaTypes.CSV)
    @Operation(hidden = true)
    String getCsv(@PathVariable String id) {
        return EvaluationText.csv(store.get(id));
    }

    @GetMapping(path = "/{id}", produces = MediaType.TEXT_MARKDOWN_VALUE)
    @Operation(hidden = true)
    String getMarkdown(@PathVariable String id) {
        return EvaluationText.markdown(store.get(id));
    }

    @GetMapping(path = "/{id}", produces = MediaType.IMAGE_PNG_VALUE)
    @Operation(hidden = true)
    byte[] getChart(@PathVariable String id) {
        return EvaluationChart.png(store.get(id));
    }
}
