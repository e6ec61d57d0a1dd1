package io.latentry.job;

import io.latentry.job.EventLog.Entry;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/** Tells the server's log what becomes of jobs: a line for each turn, with its data as JSON, which has no line breaks. */
@Component
class JobLog {

    private static final Logger LOG = LoggerFactory.getLogger(JobLog.class);

    private static final Set<String> GOOD =
            Set.of(EventTypes.STARTED, EventTypes.RESUMED, EventTypes.CANCELLED, EventTypes.SUCCEEDED);
    private static final Set<String> BAD = Set.of(EventTypes.FAILED, EventTypes.PAUSED, EventTypes.WORKER_DIED);

    private final JobTable jobs;
    private final JsonMapper json;

    JobLog(JobTable jobs, JsonMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    /** Told before the commit: from then on the job may start, on another thread, whose line comes later. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void queued(EventLog.Appended event) {
        event.entries().stream()
                .filter(entry -> entry.type().equals(EventTypes.QUEUED))
                .forEach(entry -> tellQueued(event.jobId()));
    }

    @TransactionalEventListener
    void appended(EventLog.Appended event) {
        event.entries().forEach(entry -> tell(event.jobId(), entry));
    }

    private void tellQueued(String id) {
        Job job = jobs.get(id);
        LOG.info("Job {} queued: {} {}", id, job.type(), json.writeValueAsString(new TreeMap<>(job.subject())));
    }

    private void tell(String id, Entry entry) {
        if (GOOD.contains(entry.type())) {
            tell(Level.INFO, id, entry);
        } else if (BAD.contains(entry.type())) {
            tell(Level.WARN, id, entry);
        }
    }

    private void tell(Level level, String id, Entry entry) {
        LOG.atLevel(level).log("Job {} {}: {}", id, entry.type(), json.writeValueAsString(entry.data()));
    }
}
