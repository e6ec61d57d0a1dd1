package io.latentry.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as the database has it.
 *
 * @param id sortable by time of submission
 * @param type the {@link JobType#name()} that runs it
 * @param state where it stands
 * @param specification everything its worker needs, as JSON
 * @param subject what it is about: {@code method}, {@code dataset}, {@code model}
 * @param progress the worker's last word on it, as a JSON object; null before the first
 * @param result what it made, as names by kind such as {@code model} → {@code my-vae@1}, or {@code evaluation} →
 *     its id; empty before it succeeded
 * @param error why it failed, or null
 * @param attempts worker processes started for it so far
 * @param memoryEstimateBytes what a worker was estimated to take at its peak; null if that is not known
 * @param createdAt when it was submitted
 * @param startedAt when its first worker started, or null
 * @param finishedAt when it reached a final state, or null
 */
public record Job(
        String id,
        String type,
        JobState state,
        String specification,
        Map<String, String> subject,
        @Nullable String progress,
        Map<String, String> result,
        @Nullable JobError error,
        int attempts,
        @Nullable Long memoryEstimateBytes,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public Job {
        subject = Map.copyOf(subject);
        result = Map.copyOf(result);
    }
}
