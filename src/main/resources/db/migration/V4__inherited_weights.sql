-- The blobs that a version shares with its parent: their hashes, in the order in which they are loaded, with spaces between.
ALTER TABLE model_version ADD COLUMN inherited VARCHAR(100000) DEFAULT '' NOT NULL;
