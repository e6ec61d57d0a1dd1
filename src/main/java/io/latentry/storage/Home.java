package io.latentry.storage;

import io.latentry.core.error.DiskFullException;
import java.nio.file.Path;

/**
 * The store's folder and what lies where in it.
 *
 * @param root the value of {@code latentry.home}, absolute
 */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** One folder per sealed dataset. */
    public Path datasets() {
        return root.resolve("datasets");
    }

    /** One folder per job: specification, checkpoint, result. */
    public Path jobs() {
        return root.resolve("jobs");
    }

    /** Weights, each file named by its SHA-256. */
    public Path blobs() {
        return root.resolve("blobs");
    }

    /** Features of frozen networks; a cache, which may be deleted while no job runs. */
    public Path features() {
        return root.resolve("cache").resolve("features");
    }

    /** Unfinished files and folders, on the same file system as the rest; emptied when the server starts. */
    public Path temporary() {
        return root.resolve("tmp");
    }

    /**
     * Refuses a file that is to be received, if the disk has no room for it and for what is made of it, which is taken to
     * be as large again.
     *
     * @param bytes of the file, or less than 0 if they are unknown
     * @throws DiskFullException if so
     */
    public void requireSpace(long bytes) {
        FreeSpace.require(root, 2 * Math.max(0, bytes));
    }
}
