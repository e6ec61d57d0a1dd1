-- The id is that of the job that measured.
CREATE TABLE evaluation (
    id           VARCHAR(36)              NOT NULL PRIMARY KEY,
    dataset      VARCHAR(63)              NOT NULL,
    dataset_hash VARCHAR(64)              NOT NULL,
    document     TEXT                     NOT NULL,
    created_at   TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX evaluation_by_dataset ON evaluation (dataset_hash);

CREATE TABLE evaluation_score (
    evaluation     VARCHAR(36)      NOT NULL REFERENCES evaluation (id),
    representation VARCHAR(200)     NOT NULL,
    kind           VARCHAR(16)      NOT NULL,
    code_size      INT              NOT NULL,
    measure        VARCHAR(100)     NOT NULL,
    title          VARCHAR(200)     NOT NULL,
    better         VARCHAR(16)      NOT NULL,
    decimals       INT              NOT NULL,
    train_items    INT              NOT NULL,
    mean           DOUBLE PRECISION NOT NULL,
    deviation      DOUBLE PRECISION,
    runs           INT              NOT NULL,
    PRIMARY KEY (evaluation, representation, measure)
);
