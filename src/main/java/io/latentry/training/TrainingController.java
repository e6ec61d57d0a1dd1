package io.latentry.training;

import io.latentry.job.Job;
import io.latentry.job.JobView;
import io.latentry.job.JobViews;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lists methods and submits training jobs. */
@RestController
@Tag(name = "Training")
class TrainingController {

    private final MethodCatalog methods;
    private final TrainingService training;
    private final JobViews views;

    TrainingController(MethodCatalog methods, TrainingService training, JobViews views) {
        this.methods = methods;
        this.training = training;
        this.views = views;
    }

    @GetMapping("/v1/methods")
    @Operation(
            summary = "List the methods",
            description = "Every method with its hyper-parameters, the values they accept and their defaults.")
    @ApiResponse(responseCode = "200", description = "All methods")
    MethodList listMethods() {
        return new MethodList(methods.all().stream().map(MethodView::of).toList());
    }

    @PostMapping("/v1/jobs")
    @Operation(
            summary = "Train a model",
            description = "Queues a job that trains a model in a process of its own. The job is on disk before this "
                    + "answers, and survives any crash. Follow it at the address in the Location header; when it has "
                    + "succeeded, the model answers at /v1/models/{model}.")
    @ApiResponse(responseCode = "202", description = "Queued")
    @ApiResponse(responseCode = "400", description = "A field is unknown or wrong; `errors` names it (`invalid-input`)")
    @ApiResponse(responseCode = "404", description = "There is no such dataset (`dataset-not-found`)")
    @ApiResponse(responseCode = "500", description = "The dataset is known to be damaged (`dataset-damaged`)")
    @ApiResponse(
            responseCode = "422",
            description =
                    "The method cannot learn from this dataset (`values-out-of-range`, `labels-required`), or no worker"
                            + " has the memory (`not-enough-memory`, with `estimateBytes`, `limitBytes`, and the property `limit`)")
    @ApiResponse(responseCode = "429", description = "The queue is full (`queue-full`)")
    @ApiResponse(responseCode = "503", description = "The server is stopping (`draining`)")
    ResponseEntity<JobView> train(@Valid @RequestBody TrainingRequest request) {
        Job job = training.submit(request);
        return ResponseEntity.accepted()
                .location(URI.create(JobView.path(job.id())))
                .body(views.of(job));
    }

    /**
     * All methods.
     *
     * @param items in the order of the documentation
     */
    @Schema(name = "MethodList")
    record MethodList(List<MethodView> items) {}
}
