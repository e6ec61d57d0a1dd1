package io.latentry.storage;

import java.time.Instant;

/**
 * How this start found the store.
 *
 * @param home of the store
 * @param adopting whether the database is new and is to be filled from what the folders say
 * @param knownUntil the database's last change; what is younger may be part of a store that the database has not seen
 * @param trash of this start
 */
public record StoreStart(Home home, boolean adopting, Instant knownUntil, Trash trash) {

    /** A start with a database that knows all. */
    public static StoreStart plain(Home home) {
        return new StoreStart(home, false, Instant.MAX, Trash.of(home, "", Instant.now()));
    }
}
