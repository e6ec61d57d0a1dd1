-- A name and the last number it gave. The row outlives the versions, so that name@3 never means two things.
CREATE TABLE model (
    name         VARCHAR(63) NOT NULL PRIMARY KEY,
    last_version INT         NOT NULL
);

CREATE TABLE model_version (
    model      VARCHAR(63)              NOT NULL REFERENCES model (name),
    version    INT                      NOT NULL,
    origin     VARCHAR(255)             NOT NULL UNIQUE,
    config     VARCHAR(1000000)         NOT NULL,
    card       VARCHAR(1000000)         NOT NULL,
    weights    VARCHAR(64)              NOT NULL,
    bytes      BIGINT                   NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (model, version)
);

-- A blob's references are the rows that name it.
CREATE INDEX model_version_by_weights ON model_version (weights);

CREATE TABLE model_alias (
    model   VARCHAR(63) NOT NULL,
    alias   VARCHAR(63) NOT NULL,
    version INT         NOT NULL,
    PRIMARY KEY (model, alias),
    FOREIGN KEY (model, version) REFERENCES model_version (model, version)
);
