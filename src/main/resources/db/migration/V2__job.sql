CREATE TABLE job (
    id                 VARCHAR(36)              NOT NULL PRIMARY KEY,
    type               VARCHAR(63)              NOT NULL,
    state              VARCHAR(16)              NOT NULL,
    specification      VARCHAR(1000000)         NOT NULL,
    subject            VARCHAR(10000)           NOT NULL,
    progress           VARCHAR(1000000),
    result             VARCHAR(10000)           NOT NULL,
    error_code         VARCHAR(63),
    error_detail       VARCHAR(4000),
    attempts           INT                      NOT NULL,
    fruitless_attempts INT                      NOT NULL,
    furthest_step      BIGINT                   NOT NULL,
    last_event         BIGINT                   NOT NULL,
    created_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    queued_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    started_at         TIMESTAMP WITH TIME ZONE,
    finished_at        TIMESTAMP WITH TIME ZONE
);

CREATE INDEX job_by_state ON job (state, id);

CREATE TABLE job_event (
    job_id      VARCHAR(36)              NOT NULL REFERENCES job (id),
    sequence    BIGINT                   NOT NULL,
    type        VARCHAR(63)              NOT NULL,
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    data        VARCHAR(1000000)         NOT NULL,
    PRIMARY KEY (job_id, sequence)
);

-- db-scheduler's table: the queue.
CREATE TABLE scheduled_tasks (
    task_name            VARCHAR(100)             NOT NULL,
    task_instance        VARCHAR(100)             NOT NULL,
    task_data            VARBINARY(1000),
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN                  NOT NULL,
    picked_by            VARCHAR(50),
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INT,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_by_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_last_heartbeat ON scheduled_tasks (last_heartbeat);
