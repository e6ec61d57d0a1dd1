package io.latentry.job;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What db-scheduler's client cannot do to its executions: remove one that is being executed, so that it ends in the
 * same transaction as its job, and take back those of a process that is gone without waiting for missed heartbeats.
 */
@Component
class JobExecutions {

    /** The name of db-scheduler's task; its instances are named by the job's id. */
    static final String TASK = "job";

    private final JdbcClient jdbc;

    JobExecutions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void remove(String jobId) {
        jdbc.sql("DELETE FROM scheduled_tasks WHERE task_name = ? AND task_instance = ?")
                .params(TASK, jobId)
                .update();
    }

    /** Frees all executions. To be called before the scheduler starts: this server is the store's only one. */
    void reclaim() {
        jdbc.sql("""
                        UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL,
                            version = version + 1
                        WHERE task_name = ? AND picked = TRUE
                        """).param(TASK).update();
    }
}
