package io.latentry.training;

import io.latentry.job.Job;
import io.latentry.job.JobView;
import io.latentry.model.ModelReference;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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

    private final FineTuneService fineTuning;

    FineTuneController(FineTuneService fineTuning) {
        this.fineTuning = fineTuning;
    }

    @PostMapping("/v1/models/{model}/fine-tune")
    @Operation(
            summary = "Fine-tune a model",
            description =
                    "Queues a job that makes a new model of an existing one, by what that has learned. With everything"
                            + " but the head frozen and no augmentation, features are computed once, kept, and used again by"
                            + " later jobs on the same data; frozen weights are shared with the parent, which may be deleted"
                            + " once the job is done. Otherwise the job is one like those of POST /v1/jobs.")
    @ApiResponse(responseCode = "202", description = "Queued")
    ResponseEntity<JobView> submit(
            @Parameter(example = "demo-autoencoder", description = "`name`, `name@3` or `name@alias`") @PathVariable
                    String model,
            @Valid @RequestBody FineTuneRequest request) {
        Job job = fineTuning.submit(ModelReference.parse(model), request);
        return ResponseEntity.accepted()
                .location(URI.create(JobView.path(job.id())))
                .body(JobView.of(job));
    }
}
