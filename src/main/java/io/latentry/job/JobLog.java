package io.latentry.job;

import io.latentry.job.EventLog.Entry;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/** Tells the server's log what becomes of jobs: a line for each turn, with its data as JSON, which has no line breaks. */
@Component
class JobLog {

    private static final Logger LOG = LoggerFactory.getLogger(JobLog.class);

    private static final Set<String> GOOD =
            Set.of(EventTypes.STARTED, EventTypes.RESUMED, EventTypes.CANCELLED, EventTypes.SUCCEEDED);
    private static final Set<String> BAD = Set.of(EventTypes.FAILED, EventTypes.WORKER_DIED);

    private final JobTable jobs;
    private final JsonMapper json;

    JobLog(JobTable jobs, JsonMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    /** Comes before the scheduler is woken, so that a job is queued before it starts. */
    @TransactionalEventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void appended(EventLog.Appended event) {
        event.entries().forEach(entry -> tell(event.jobId(), entry));
    }

    private void tell(String id, Entry entry) {
        if (entry.type().equals(EventTypes.QUEUED)) {
            Job job = jobs.get(id);
            LOG.info("Job {} queued: {} {}", id, job.type(), json.writeValueAsString(new TreeMap<>(job.subject())));
        } else if (GOOD.contains(entry.type())) {
            tell(Level.INFO, id, entry);
        } else if (BAD.contains(entry.type())) {
            tell(Level.WARN, id, entry);
        }
    }

    private void tell(Level level, String id, Entry entry) {
        LOG.atLevel(level).log("Job {} {}: {}", id, entry.type(), json.writeValueAsString(entry.data()));
    }
}
