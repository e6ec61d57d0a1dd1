package io.latentry.storage;

import java.util.Optional;

/** A look at the volume of the store. */
public interface StorageProbe {

    /**
     * Finds out what the volume allows.
     *
     * @param thoroughly whether a write must reach the disk, which takes longer
     */
    StorageState look(boolean thoroughly);

    /** Whether there is room for further bytes beside the reserve. */
    boolean hasRoom(long bytes);

    /** Why the home folder is not the one that was opened; empty if it is. Takes microseconds. */
    Optional<String> loss();

    /** Gives up what is kept for this, if the disk has no room at all for a deletion. */
    void makeRoomToDelete();
}
