package io.latentry.job;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The append-only log of what happened to each job. Appending locks the job's row until the transaction ends, so that
 * a job's events become visible in the order of their sequence.
 */
@Component
class EventLog implements JobHistory {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ApplicationEventPublisher publisher;
    private final Clock clock = Clock.systemUTC();

    EventLog(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.json = json;
        this.publisher = publisher;
    }

    /** An event to be logged; {@code data} is written as JSON. */
    record Entry(String type, Object data) {}

    /** Published with each append, for listeners after the commit. */
    record Appended(String jobId, List<Entry> entries) {}

    /** Adds events to a job's log, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(String jobId, List<Entry> entries) {
        jdbc.sql("UPDATE job SET last_event = last_event + :count WHERE id = :id")
                .param("count", entries.size())
                .param("id", jobId)
                .update();
        long sequence = last(jobId) - entries.size();
        OffsetDateTime now = JobRows.timestamp(clock.instant());
        for (Entry entry : entries) {
            sequence++;
            insert(jobId, sequence, entry, now);
        }
        publisher.publishEvent(new Appended(jobId, entries));
    }

    private void insert(String jobId, long sequence, Entry entry, OffsetDateTime now) {
        jdbc.sql("INSERT INTO job_event (job_id, sequence, type, occurred_at, data) VALUES (?, ?, ?, ?, ?)")
                .params(jobId, sequence, entry.type(), now, json.writeValueAsString(entry.data()))
                .update();
    }

    /** The sequence of a job's last event; 0 if it has none. */
    long last(String jobId) {
        return jdbc.sql("SELECT last_event FROM job WHERE id = ?")
                .param(jobId)
                .query(Long.class)
                .single();
    }

    @Override
    public List<String> data(String jobId, String type, int limit) {
        return jdbc.sql("SELECT data FROM job_event WHERE job_id = ? AND type = ? ORDER BY sequence LIMIT ?")
                .params(jobId, type, limit)
                .query(String.class)
                .list();
    }

    /** A job's events after a sequence number, in order. */
    List<JobEvent> page(String jobId, long after, int limit) {
        return jdbc.sql("""
                        SELECT sequence, type, occurred_at, data FROM job_event
                        WHERE job_id = ? AND sequence > ? ORDER BY sequence LIMIT ?
                        """)
                .params(jobId, after, limit)
                .query((row, number) -> new JobEvent(
                        row.getLong("sequence"),
                        row.getString("type"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getString("data")))
                .list();
    }
}
