package io.latentry.storage;

/** The store's database, which closes itself upon a failed write. */
public interface StorageDatabase {

    /** Whether it answers, and takes changes where {@code forChanges}. */
    boolean isUsable(boolean forChanges);

    /**
     * Opens it again, from its file; waits a moment for those who use it.
     *
     * @param forChanges false if its file cannot be written
     */
    void reopen(boolean forChanges);
}
