package io.latentry.job;

import io.latentry.core.error.InvalidInputException;
import io.latentry.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to a job: as pages of JSON, or live as server-sent events. */
@RestController
@RequestMapping("/v1/jobs/{id}/events")
@Tag(name = "Jobs")
class JobEventController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final JobTable jobs;
    private final EventLog events;
    private final EventStreams streams;

    JobEventController(JobTable jobs, EventLog events, EventStreams streams) {
        this.jobs = jobs;
        this.events = events;
        this.streams = streams;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "List or follow a job's events",
            description = "As JSON: a page of events, oldest first. As `text/event-stream`: all events after"
                    + " `Last-Event-ID` (or `after`), then new ones as they happen, until the job is finished. An event"
                    + " of the job's own, such as `epoch`, may come again after a resume, when the work since the"
                    + " checkpoint is done again."
                    + " `paused` says why a job is back in the queue: the store cannot be written for now.")
    @Parameter(
            in = ParameterIn.HEADER,
            name = LAST_EVENT_ID,
            description = "Of a stream: the id of the last event received; takes precedence over `after`",
            schema = @Schema(type = "integer"))
    @ApiResponse(
            responseCode = "200",
            description = "A page of events, or a stream of them",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = JobEventPage.class)),
                @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "204",
            description = "Of a stream: the job is finished and all of its events have been seen",
            content = @Content)
    @ApiResponse(responseCode = "429", description = "Too many streams are open (`too-many-streams`)")
    @ApiResponse(responseCode = "503", description = "The server is stopping (`draining`)")
    @ApiResponse(responseCode = "400", description = "A parameter out of range")
    @ApiResponse(responseCode = "404", description = "There is no such job (`job-not-found`)")
    Page<JobEvent> listEvents(
            @Parameter(description = JobView.ID, example = "latest") @PathVariable String id,
            @Parameter(description = "The sequence number of the last event seen", example = "0")
                    @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "Events per page, 1 to 500", example = "50") @RequestParam(defaultValue = "50")
                    int limit) {
        String job = jobs.get(id).id();
        return Page.of(
                events.page(job, after, Page.checkLimit(limit) + 1), limit, event -> String.valueOf(event.sequence()));
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(hidden = true)
    void streamEvents(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        long seen = lastEventId == null ? after : sequence(lastEventId);
        Job job = jobs.get(id);
        if (job.state().isFinal() && seen >= events.last(job.id())) {
            // An EventSource reconnects for ever, unless it is told that there is nothing more.
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        streams.open(job.id(), seen, request, response);
    }

    private static long sequence(String lastEventId) {
        try {
            return Long.parseLong(lastEventId);
        } catch (NumberFormatException e) {
            throw InvalidInputException.field(LAST_EVENT_ID, "must be the id of an event");
        }
    }

    /** What a page of events is, for the description of the API only. */
    @Schema(name = "PageJobEvent")
    private record JobEventPage(
            List<JobEvent> items, @Nullable String next) {}
}
