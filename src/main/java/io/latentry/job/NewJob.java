package io.latentry.job;

import java.util.Map;

/**
 * A job to submit.
 *
 * @param type the {@link JobType#name()} that runs it
 * @param specification everything its worker needs, as JSON; written to {@code specification.json} in its folder
 * @param subject what it is about, shown in the API: {@code method}, {@code dataset}, {@code model}, {@code
 *     parent}
 */
public record NewJob(String type, String specification, Map<String, String> subject) {

    public NewJob {
        subject = Map.copyOf(subject);
    }
}
