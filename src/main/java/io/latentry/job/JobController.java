package io.latentry.job;

import io.latentry.core.error.InvalidInputException;
import io.latentry.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Jobs over HTTP; the rooms that know what a job does create them. */
@RestController
@RequestMapping("/v1/jobs")
@Tag(name = "Jobs")
class JobController {

    private final JobService jobs;
    private final JobDeletion deletion;
    private final JobViews views;

    JobController(JobService jobs, JobDeletion deletion, JobViews views) {
        this.jobs = jobs;
        this.deletion = deletion;
        this.views = views;
    }

    @GetMapping
    @Operation(summary = "List jobs", description = "Newest first.")
    @ApiResponse(responseCode = "200", description = "A page of jobs")
    @ApiResponse(responseCode = "400", description = "Unknown state, or limit out of range")
    Page<JobView> listJobs(
            @Parameter(
                            description = "Only jobs in this state",
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "queued",
                                                "running",
                                                "cancelling",
                                                "cancelled",
                                                "succeeded",
                                                "failed"
                                            }))
                    @RequestParam(required = false)
                    @Nullable String state,
            @Parameter(description = "The id of the last job of the page before")
                    @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "Jobs per page, 1 to 500", example = "50") @RequestParam(defaultValue = "50")
                    int limit) {
        JobState wanted = state == null ? null : state(state);
        return Page.of(
                jobs.page(wanted, after, Page.checkLimit(limit)).stream()
                        .map(views::of)
                        .toList(),
                limit,
                JobView::id);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show a job", description = "What it was told to do, its state, progress and result.")
    @ApiResponse(responseCode = "200", description = "The job")
    @ApiResponse(responseCode = "404", description = "There is no such job (`job-not-found`)")
    JobView getJob(@Parameter(description = JobView.ID, example = "latest") @PathVariable String id) {
        return views.of(jobs.get(id));
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            summary = "Cancel a job",
            description = "A queued job is cancelled at once. A running one writes a checkpoint first: its state is"
                    + " `cancelling` until its process is gone, and it can be resumed.")
    @ApiResponse(responseCode = "202", description = "The job, cancelled or being cancelled")
    @ApiResponse(responseCode = "404", description = "There is no such job (`job-not-found`)")
    @ApiResponse(responseCode = "409", description = "The job has succeeded or failed (`job-finished`)")
    ResponseEntity<JobView> cancelJob(
            @Parameter(description = JobView.ID, example = "latest") @PathVariable String id) {
        return accepted(jobs.cancel(id));
    }

    @PostMapping("/{id}/resume")
    @Operation(
            summary = "Resume a job",
            description = "Queues a cancelled or failed job again; it goes on from its last checkpoint.")
    @ApiResponse(responseCode = "202", description = "The job, queued")
    @ApiResponse(responseCode = "404", description = "There is no such job (`job-not-found`)")
    @ApiResponse(
            responseCode = "409",
            description = "The job is neither cancelled nor failed (`job-not-resumable`), or what it needs is gone"
                    + " (`dataset-deleted`, `parent-deleted`)")
    @ApiResponse(responseCode = "429", description = "The queue is full (`queue-full`)")
    @ApiResponse(responseCode = "503", description = "The server is stopping (`draining`)")
    ResponseEntity<JobView> resumeJob(
            @Parameter(description = JobView.ID, example = "latest") @PathVariable String id) {
        return accepted(jobs.resume(id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a finished job",
            description =
                    "Removes the job, its events, learning curve, checkpoints and log; models and evaluations that it"
                            + " made are kept. Jobs that finished long ago are deleted by themselves, unless a model's card names"
                            + " them (`latentry.jobs.keep`).")
    @ApiResponse(responseCode = "204", description = "It is deleted")
    @ApiResponse(responseCode = "400", description = "`latest`, which may have become another job")
    @ApiResponse(responseCode = "404", description = "There is no such job (`job-not-found`)")
    @ApiResponse(responseCode = "409", description = "The job is not finished (`job-not-finished`)")
    void deleteJob(@Parameter(description = "The job's id", example = JobView.EXAMPLE) @PathVariable String id) {
        deletion.delete(id);
    }

    private ResponseEntity<JobView> accepted(Job job) {
        return ResponseEntity.accepted()
                .location(URI.create(JobView.path(job.id())))
                .body(views.of(job));
    }

    private static JobState state(String label) {
        return Stream.of(JobState.values())
                .filter(state -> state.label().equals(label))
                .findFirst()
                .orElseThrow(() -> InvalidInputException.field(
                        "state", "must be queued, running, cancelling, cancelled, succeeded or failed"));
    }
}
