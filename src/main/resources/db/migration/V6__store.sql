-- The one row says which store this is the database of, and counts the changes that were committed: the store's own file
-- has the same, so that an older copy of the database is recognized.
CREATE TABLE store (
    id         VARCHAR(36)              NOT NULL PRIMARY KEY,
    generation BIGINT                   NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL
);
