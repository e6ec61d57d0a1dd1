package io.latentry.job;

import io.latentry.model.MemoryEstimate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job to submit.
 *
 * @param type the {@link JobType#name()} that runs it
 * @param specification everything its worker needs, as JSON; written to {@code specification.json} in its folder
 * @param subject what it is about, shown in the API: {@code method}, {@code dataset}, {@code model}, {@code
 *     parent}
 * @param memory what its worker is estimated to take; null if that is not known, or next to nothing
 */
public record NewJob(
        String type,
        String specification,
        Map<String, String> subject,
        @Nullable MemoryEstimate memory) {

    public NewJob {
        subject = Map.copyOf(subject);
    }

    /** One whose worker takes next to nothing. */
    public NewJob(String type, String specification, Map<String, String> subject) {
        this(type, specification, subject, null);
    }
}
