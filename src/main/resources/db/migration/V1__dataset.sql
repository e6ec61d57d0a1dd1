CREATE TABLE dataset (
    name         VARCHAR(63)              NOT NULL PRIMARY KEY,
    hash         VARCHAR(64)              NOT NULL,
    folder       VARCHAR(36)              NOT NULL UNIQUE,
    shape        VARCHAR(63)              NOT NULL,
    element_type VARCHAR(16)              NOT NULL,
    train_count  INT                      NOT NULL,
    test_count   INT                      NOT NULL,
    minimum      DOUBLE PRECISION         NOT NULL,
    maximum      DOUBLE PRECISION         NOT NULL,
    classes      TEXT                     NOT NULL,
    created_at   TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Samples that were offered once: a deleted one stays deleted.
CREATE TABLE installed_sample (
    name VARCHAR(63) NOT NULL PRIMARY KEY
);
