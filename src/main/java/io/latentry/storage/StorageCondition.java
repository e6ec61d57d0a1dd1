package io.latentry.storage;

/** What the store's volume allows. */
public enum StorageCondition {
    WRITABLE,
    /** The reserve is all that is left, or no further file can be created: reads and deletions only. */
    FULL,
    /** Reads only. */
    READ_ONLY,
    /** The home folder is gone, or another one is in its place: nothing. */
    LOST
}
