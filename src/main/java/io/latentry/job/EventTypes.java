package io.latentry.job;

import java.util.Set;
import java.util.regex.Pattern;

/** The types of event that the server itself writes; a worker's own types must differ. */
final class EventTypes {

    static final String QUEUED = "queued";
    static final String STARTED = "started";
    static final String RESUMED = "resumed";
    static final String PROGRESS = "progress";
    static final String PAUSED = "paused";
    static final String WORKER_DIED = "worker-died";
    static final String CANCELLING = "cancelling";
    static final String CANCELLED = "cancelled";
    static final String FAILED = "failed";
    static final String SUCCEEDED = "succeeded";

    private static final Set<String> RESERVED =
            Set.of(QUEUED, STARTED, RESUMED, PROGRESS, PAUSED, WORKER_DIED, CANCELLING, CANCELLED, FAILED, SUCCEEDED);

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private EventTypes() {}

    /** Whether a worker may emit events of this type. */
    static boolean isForWorkers(String type) {
        return TYPE.matcher(type).matches() && !RESERVED.contains(type);
    }
}
