package io.latentry.storage;

import java.nio.file.Path;

/** The reasons for which a server does not start on a store, each with the ways out. */
final class Refusals {

    private static final String WAYS_OUT =
            "Either restore the database that belongs to these folders (or the whole store, all of it from one backup), or"
                    + " start with latentry.store.adopt=true: the database is put aside, and datasets, models, aliases and"
                    + " evaluations are registered from what their folders say; jobs are not. Nothing has been changed so far.";

    private Refusals() {}

    static StoreRefusedException missing(Path database) {
        return refuse("The store has contents, but its database " + database + " is missing");
    }

    static StoreRefusedException empty(Path database) {
        return refuse("The store has contents, but its database " + database + " is empty");
    }

    static StoreRefusedException damaged(Path database, String reason) {
        return refuse("The database " + database + " is damaged and cannot be opened (" + reason + ")");
    }

    static StoreRefusedException older(Path database, long expected, String found) {
        return refuse("The database " + database + " is an older copy: the store has seen its change number " + expected
                + ", the database " + found);
    }

    static StoreRefusedException foreign(Path database, String expected, String found) {
        return refuse("The database " + database + " belongs to another store: its id is " + found
                + ", that of the store is " + expected);
    }

    private static StoreRefusedException refuse(String message) {
        return new StoreRefusedException(message, WAYS_OUT);
    }

    static StoreRefusedException newer(int schema, int known) {
        return new StoreRefusedException(
                "The store was written by a newer version: its database has schema version " + schema
                        + ", this version knows those up to " + known,
                "Start the version of Latentry that wrote it, or a newer one; or restore a backup from before the upgrade,"
                        + " all of the store. Nothing has been changed.");
    }

    static StoreRefusedException inUse(Path root) {
        return new StoreRefusedException(
                "The store " + root + " is in use by another server",
                "Stop the other server, or set latentry.home to another folder: a store has one server at a time.");
    }

    static StoreRefusedException notWritable(Path path, String owner) {
        return new StoreRefusedException(
                "The store cannot be written: " + path + " belongs to the user " + owner + ", the server runs as "
                        + System.getProperty("user.name"),
                "Run the server as the user that owns the store, or have that user's permissions changed; or set"
                        + " latentry.home to another folder.");
    }

    static StoreRefusedException unusable(Path root, String reason) {
        return new StoreRefusedException(
                "The store " + root + " cannot be used: " + reason,
                "Set latentry.home to a folder that the server can create and write, on a file system that can lock files.");
    }
}
