package io.latentry.storage;

import io.latentry.core.error.DiskFullException;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The space that a volume has for the writers of this process, and the reserve that each of them leaves: {@code
 * latentry.store.reserve}, but at most a tenth of the volume. A worker process has the reserve from its command line.
 */
public final class FreeSpace {

    /** The system property with the reserve of a worker process, in bytes. */
    public static final String RESERVE = "latentry.store.reserve";

    private static final long DEFAULT_RESERVE = 200L << 20;
    private static final int LARGEST_SHARE = 10;
    private static final long MEGABYTE = 1_000_000;

    private static volatile long configured = Long.getLong(RESERVE, DEFAULT_RESERVE);

    private FreeSpace() {}

    /** Sets the reserve of this process. */
    public static void keep(long bytes) {
        configured = bytes;
    }

    /** The reserve as it was configured, in bytes. */
    public static long configured() {
        return configured;
    }

    /** The bytes that this process could write if it kept no reserve. */
    public static long usable(Path folder) {
        return folder.toFile().getUsableSpace();
    }

    /** The bytes of a folder's volume that stay free. */
    public static long reserve(Path folder) {
        return Math.min(configured, folder.toFile().getTotalSpace() / LARGEST_SHARE);
    }

    /** Whether a folder's volume has room for further bytes beside the reserve; true if there is no such folder. */
    public static boolean has(Path folder, long bytes) {
        File file = folder.toFile();
        long total = file.getTotalSpace();
        return total == 0 || file.getUsableSpace() - Math.min(configured, total / LARGEST_SHARE) >= bytes;
    }

    /** Whether a folder's volume could hold so much if nothing else of this process were there. */
    public static boolean canEverHave(Path folder, long bytes) {
        long total = folder.toFile().getTotalSpace();
        return total == 0 || total - Math.min(configured, total / LARGEST_SHARE) >= bytes;
    }

    /**
     * Refuses bytes that are about to be written to a folder, if they would take of the reserve.
     *
     * @throws DiskFullException if so
     */
    public static void require(Path folder, long bytes) {
        if (!has(folder, bytes)) {
            throw new DiskFullException(
                    "The disk has no room for another %s MB: %s MB are free, of which %s MB are kept"
                            .formatted(megabytes(bytes), megabytes(usable(folder)), megabytes(reserve(folder))),
                    bytes);
        }
    }

    /** A stream into a file that is refused before it takes of the reserve. */
    public static OutputStream guard(OutputStream stream, Path file) {
        return new GuardedStream(stream, file.toAbsolutePath().getParent());
    }

    /** Megabytes with one decimal, rounded up for few bytes. */
    static String megabytes(long bytes) {
        return bytes >= 10 * MEGABYTE
                ? String.valueOf(bytes / MEGABYTE)
                : String.valueOf(Math.ceil(bytes * 10.0 / MEGABYTE) / 10);
    }
}
