package io.latentry.download;

import io.latentry.job.Job;
import io.latentry.job.JobView;
import io.latentry.job.JobViews;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Submits jobs that import models from elsewhere. */
@RestController
@Tag(name = "Models")
class DownloadController {

    private static final String EXAMPLE = """
            {"name": "resnet18", "architecture": "resnet18",
             "url": "https://huggingface.co/timm/resnet18.tv_in1k/resolve/main/model.safetensors",
             "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}""";

    private final DownloadService downloads;
    private final JobViews views;

    DownloadController(DownloadService downloads, JobViews views) {
        this.downloads = downloads;
        this.views = views;
    }

    @PostMapping("/v1/imports")
    @Operation(
            summary = "Import a model from an address",
            description = "Queues a job that fetches a file, goes on where it was cut off, compares the checksum, and"
                    + " imports the file as POST /v1/models does. Only addresses that the operator allows"
                    + " (`latentry.downloads.sources`) are asked; unless told otherwise, a server allows none.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = DownloadRequest.class),
                                            examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(responseCode = "202", description = "Queued")
    @ApiResponse(responseCode = "400", description = "A field is unknown or wrong; `errors` names it (`invalid-input`)")
    @ApiResponse(responseCode = "422", description = "The operator does not allow that source (`source-not-allowed`)")
    @ApiResponse(responseCode = "429", description = "The queue is full (`queue-full`)")
    @ApiResponse(responseCode = "503", description = "The server is stopping (`draining`)")
    ResponseEntity<JobView> importFromAddress(@Valid @RequestBody DownloadRequest request) {
        Job job = downloads.submit(request);
        return ResponseEntity.accepted()
                .location(URI.create(JobView.path(job.id())))
                .body(views.of(job));
    }
}
