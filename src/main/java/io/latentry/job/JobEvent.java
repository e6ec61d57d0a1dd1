package io.latentry.job;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * Something that happened to a job.
 *
 * @param sequence from 1, without gaps
 * @param type such as {@code started} or {@code epoch}
 * @param occurredAt when the server wrote it down
 * @param data a JSON object whose members depend on the type
 */
record JobEvent(
        @Schema(description = "From 1, without gaps", example = "3")
        long sequence,

        @Schema(
                description =
                        "queued, started, resumed, progress, worker-died, inputs-restored, result-damaged, cancelling,"
                                + " cancelled, failed or succeeded; or a type of the job's own, such as epoch or"
                                + " checkpoint-damaged",
                example = "epoch")
        String type,

        Instant occurredAt,

        @Schema(implementation = Object.class, description = "Depends on the type") @JsonRawValue
        String data) {}
