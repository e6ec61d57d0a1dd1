package io.latentry.job;

import io.latentry.core.error.NotFoundException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and inserts the rows of jobs; {@link JobStates} changes them. */
@Component
class JobTable {

    static final String LATEST = "latest";

    private static final String NO_UPPER_BOUND = "~";

    private final JdbcClient jdbc;
    private final JobRows rows;

    JobTable(JdbcClient jdbc, JobRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    void insert(String id, NewJob job, Instant now) {
        jdbc.sql("""
                        INSERT INTO job (id, type, state, specification, subject, result, attempts, fruitless_attempts,
                            furthest_step, last_event, memory_estimate, created_at, queued_at)
                        VALUES (:id, :type, 'QUEUED', :specification, :subject, '{}', 0, 0, 0, 0, :memory, :now, :now)
                        """)
                .param("id", id)
                .param("type", job.type())
                .param("specification", job.specification())
                .param("subject", rows.write(job.subject()))
                .param("memory", job.memory() == null ? null : job.memory().bytes(), Types.BIGINT)
                .param("now", JobRows.timestamp(now))
                .update();
    }

    Optional<Job> find(String id) {
        return jdbc.sql("SELECT * FROM job WHERE id = :id")
                .param("id", id)
                .query(rows)
                .optional();
    }

    /** A job by its id, or the one submitted last by {@value #LATEST}. */
    Job get(String id) {
        Optional<Job> job = id.equals(LATEST) ? page(null, null, 1).stream().findFirst() : find(id);
        return job.orElseThrow(() -> new NotFoundException("job-not-found", "There is no job " + id));
    }

    /** Jobs, newest first. */
    List<Job> page(@Nullable JobState state, @Nullable String after, int limit) {
        List<String> states = state == null ? JobState.names() : List.of(state.name());
        return jdbc.sql("SELECT * FROM job WHERE id < :after AND state IN (:states) ORDER BY id DESC LIMIT :limit")
                .param("after", after == null ? NO_UPPER_BOUND : after)
                .param("states", states)
                .param("limit", limit)
                .query(rows)
                .list();
    }

    /** Jobs that are not in a final state, oldest first. */
    List<Job> active() {
        return jdbc.sql("SELECT * FROM job WHERE state IN ('QUEUED', 'RUNNING', 'CANCELLING') ORDER BY id")
                .query(rows)
                .list();
    }

    /** Ids of jobs that finished before a moment, after an id, in order. */
    List<String> finishedBefore(Instant limit, String after, int atMost) {
        return jdbc.sql("""
                        SELECT id FROM job WHERE finished_at < :limit AND id > :after
                            AND state IN ('CANCELLED', 'SUCCEEDED', 'FAILED')
                        ORDER BY id LIMIT :atMost
                        """)
                .param("limit", JobRows.timestamp(limit))
                .param("after", after)
                .param("atMost", atMost)
                .query(String.class)
                .list();
    }

    /**
     * Deletes a job and its events in the caller's transaction; false if it is not in a final state, finished later, or is not
     * there.
     */
    boolean deleteFinished(String id, Instant before) {
        // The update locks the row, so that the job is not resumed meanwhile.
        boolean finished =
                jdbc.sql("""
                        UPDATE job SET last_event = last_event
                        WHERE id = ? AND state IN ('CANCELLED', 'SUCCEEDED', 'FAILED') AND finished_at < ?
                        """).param(id).param(JobRows.timestamp(before)).update() == 1;
        if (finished) {
            jdbc.sql("DELETE FROM job_event WHERE job_id = ?").param(id).update();
            jdbc.sql("DELETE FROM job WHERE id = ?").param(id).update();
            jdbc.sql("UPDATE deleted_job SET newest = :id WHERE newest < :id")
                    .param("id", id)
                    .update();
        }
        return finished;
    }

    /** The greatest id that any job has had, deleted ones included; empty if there has never been a job. */
    Optional<String> newestId() {
        return jdbc.sql("SELECT max(id) FROM (SELECT id FROM job UNION ALL SELECT newest FROM deleted_job) ids")
                .query(String.class)
                .optional()
                .filter(id -> !id.isEmpty());
    }

    long count(JobState state) {
        return jdbc.sql("SELECT count(*) FROM job WHERE state = :state")
                .param("state", state.name())
                .query(Long.class)
                .single();
    }
}
