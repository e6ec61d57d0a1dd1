package io.latentry.job;

import io.latentry.job.EventLog.Entry;
import io.latentry.storage.EssentialWrites;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves jobs from state to state. Each move is one conditional update, so that of two that race the second finds
 * nothing to do; its event, and the end of the job's turn in the queue, are part of the same transaction.
 */
@Component
class JobStates {

    private static final int MAX_DETAIL = 4000;
    private static final Map<String, String> NOTHING = Map.of();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final EventLog events;
    private final JobExecutions executions;
    private final JobRows rows;
    private final JobMetrics metrics;
    private final Clock clock = Clock.systemUTC();

    JobStates(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            EventLog events,
            JobExecutions executions,
            JobRows rows,
            JobMetrics metrics) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.executions = executions;
        this.rows = rows;
        this.metrics = metrics;
    }

    /** Counts another worker for a queued or running job; false if the job is in another state. */
    boolean start(Job job) {
        OffsetDateTime now = now();
        String type = job.attempts() == 0 ? EventTypes.STARTED : EventTypes.RESUMED;
        boolean started = move(
                job.id(), new Entry(type, new Attempt(job.attempts() + 1)), """
                UPDATE job SET state = 'RUNNING', attempts = attempts + 1, started_at = coalesce(started_at, :now)
                WHERE id = :id AND state IN ('QUEUED', 'RUNNING')
                """, Map.of("id", job.id(), "now", now));
        if (started && job.state() == JobState.QUEUED) {
            metrics.waited(Duration.between(queuedAt(job.id()), now.toInstant()));
        }
        return started;
    }

    /** Puts a running job back in the queue: its worker is gone because the server stopped. */
    boolean requeue(String id) {
        return EssentialWrites.run(
                () -> move(id, new Entry(EventTypes.QUEUED, NOTHING), """
                    UPDATE job SET state = 'QUEUED', queued_at = :now WHERE id = :id AND state = 'RUNNING'
                    """, Map.of("id", id, "now", now())));
    }

    /** Puts a running job back in the queue until the store takes what it writes. */
    boolean pause(String id, JobError reason) {
        return EssentialWrites.run(
                () -> move(id, new Entry(EventTypes.PAUSED, reason), """
                    UPDATE job SET state = 'QUEUED', queued_at = :now WHERE id = :id AND state = 'RUNNING'
                    """, Map.of("id", id, "now", now())));
    }

    /** Queues a cancelled or failed job again. */
    boolean resume(String id) {
        return move(id, new Entry(EventTypes.QUEUED, NOTHING), """
            UPDATE job SET state = 'QUEUED', queued_at = :now, finished_at = NULL, error_code = NULL,
                error_detail = NULL, fruitless_attempts = 0
            WHERE id = :id AND state IN ('CANCELLED', 'FAILED')
            """, Map.of("id", id, "now", now()));
    }

    /** Cancels a job that waits. */
    boolean cancelQueued(String id) {
        return EssentialWrites.run(
                () -> end(id, new Entry(EventTypes.CANCELLED, NOTHING), """
                    UPDATE job SET state = 'CANCELLED', finished_at = :now WHERE id = :id AND state = 'QUEUED'
                    """, Map.of("id", id, "now", now())));
    }

    /** Marks a running job as being cancelled. */
    boolean cancelRunning(String id) {
        return EssentialWrites.run(() -> move(id, new Entry(EventTypes.CANCELLING, NOTHING), """
            UPDATE job SET state = 'CANCELLING' WHERE id = :id AND state = 'RUNNING'
            """, Map.of("id", id)));
    }

    /** Ends a job that is being cancelled, now that its worker is gone. */
    boolean cancelled(String id) {
        return EssentialWrites.run(
                () -> end(id, new Entry(EventTypes.CANCELLED, NOTHING), """
                    UPDATE job SET state = 'CANCELLED', finished_at = :now WHERE id = :id AND state = 'CANCELLING'
                    """, Map.of("id", id, "now", now())));
    }

    /** Ends a job, unless it is being cancelled. */
    boolean fail(String id, JobError error) {
        return end(
                id,
                new Entry(EventTypes.FAILED, error),
                """
                UPDATE job SET state = 'FAILED', finished_at = :now, error_code = :code, error_detail = :detail
                WHERE id = :id AND state IN ('QUEUED', 'RUNNING')
                """,
                Map.of("id", id, "now", now(), "code", error.code(), "detail", cut(error.detail())));
    }

    /** Publishes a job's result and ends it, unless it is being cancelled: then nothing is published. */
    boolean succeed(Job job, JobPublication publication) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Map<String, String> result = publication.publish(job);
            boolean succeeded = end(
                    job.id(),
                    new Entry(EventTypes.SUCCEEDED, result),
                    """
                    UPDATE job SET state = 'SUCCEEDED', finished_at = :now, result = :result
                    WHERE id = :id AND state IN ('QUEUED', 'RUNNING')
                    """,
                    Map.of("id", job.id(), "now", now(), "result", rows.write(result)));
            if (!succeeded) {
                status.setRollbackOnly();
            }
            return succeeded;
        }));
    }

    /** Counts a worker that died, and returns how many did so in a row without getting the job further. */
    int died(String id, String detail) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("UPDATE job SET fruitless_attempts = fruitless_attempts + 1 WHERE id = :id")
                    .param("id", id)
                    .update();
            events.append(id, List.of(new Entry(EventTypes.WORKER_DIED, Map.of("detail", detail))));
        });
        return jdbc.sql("SELECT fruitless_attempts FROM job WHERE id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private boolean end(String id, Entry event, String update, Map<String, Object> parameters) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean ended = move(id, event, update, parameters);
            if (ended) {
                executions.remove(id);
            }
            return ended;
        }));
    }

    private boolean move(String id, Entry event, String update, Map<String, Object> parameters) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean moved = jdbc.sql(update).params(parameters).update() == 1;
            if (moved) {
                events.append(id, List.of(event));
            }
            return moved;
        }));
    }

    private Instant queuedAt(String id) {
        return jdbc.sql("SELECT queued_at FROM job WHERE id = :id")
                .param("id", id)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static String cut(String detail) {
        return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL - 1) + "…";
    }

    private OffsetDateTime now() {
        return JobRows.timestamp(clock.instant());
    }

    /** The data of {@code started} and {@code resumed}. */
    record Attempt(int attempt) {}

    /** Publishes what a job made; called in the transaction that ends it. */
    @FunctionalInterface
    interface JobPublication {
        Map<String, String> publish(Job job);
    }
}
