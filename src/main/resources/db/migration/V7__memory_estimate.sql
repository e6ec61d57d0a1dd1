-- What the job's worker was estimated to take at its peak; null for jobs of earlier builds and those that compute nothing.
ALTER TABLE job ADD COLUMN memory_estimate BIGINT;
