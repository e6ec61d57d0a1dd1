-- The newest id of a job that was ever deleted: new ids sort after it, and a store whose jobs are all deleted is not a new one.
CREATE TABLE deleted_job (
    newest VARCHAR(36) NOT NULL
);

INSERT INTO deleted_job (newest) VALUES ('');
