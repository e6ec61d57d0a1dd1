package io.latentry.training;

import io.latentry.job.Job;
import io.latentry.job.JobView;
import io.latentry.job.JobViews;
import io.latentry.model.ModelReference;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Submits fine-tuning jobs. */
@RestController
@Tag(name = "Training")
class FineTuneController {

    private static final String EXAMPLE = """
            {"newModel": "my-shirts", "dataset": "fashion-sample", "objective": "classify", "freeze": "all",
             "head": "linear", "hyperparameters": {"epochs": 10}, "seed": 7}""";

    private final FineTuneService fineTuning;
    private final JobViews views;

    FineTuneController(FineTuneService fineTuning, JobViews views) {
        this.fineTuning = fineTuning;
        this.views = views;
    }

    @PostMapping("/v1/models/{model}/fine-tune")
    @Operation(
            summary = "Fine-tune a model",
            description =
                    "Queues a job that makes a new model of an existing one, by what that has learned. With everything"
                            + " but the head frozen and no augmentation, features are computed once, kept, and used again by"
                            + " later jobs on the same data; frozen weights are shared with the parent, which may be deleted"
                            + " once the job is done. Otherwise the job is one like those of POST /v1/jobs.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = FineTuneRequest.class),
                                            examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(responseCode = "202", description = "Queued")
    @ApiResponse(responseCode = "400", description = "A field is unknown or wrong; `errors` names it (`invalid-input`)")
    @ApiResponse(
            responseCode = "404",
            description = "There is no such model or dataset (`model-not-found`, `dataset-not-found`)")
    @ApiResponse(
            responseCode = "422",
            description = "The dataset does not suit the model or the objective (`shape-mismatch`,"
                    + " `objective-unsupported`), or no worker has the memory (`not-enough-memory`, with `estimateBytes`,"
                    + " `limitBytes`, and the property `limit`)")
    @ApiResponse(responseCode = "429", description = "The queue is full (`queue-full`)")
    @ApiResponse(responseCode = "500", description = "The dataset is known to be damaged (`dataset-damaged`)")
    @ApiResponse(responseCode = "503", description = "The server is stopping (`draining`)")
    ResponseEntity<JobView> fineTune(
            @Parameter(example = "demo-backbone", description = "`name`, `name@3` or `name@alias`") @PathVariable
                    String model,
            @Valid @RequestBody FineTuneRequest request) {
        Job job = fineTuning.submit(ModelReference.parse(model), request);
        return ResponseEntity.accepted()
                .location(URI.create(JobView.path(job.id())))
                .body(views.of(job));
    }
}
