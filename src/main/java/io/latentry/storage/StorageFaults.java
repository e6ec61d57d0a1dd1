package io.latentry.storage;

import io.latentry.core.error.DiskFullException;
import io.latentry.core.error.LatentryException;
import io.latentry.core.error.RetryLaterException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Recognizes exceptions that a volume causes which is full, read-only or gone. */
public final class StorageFaults {

    /** H2's: the database is closed, closed already, or read-only. */
    private static final Set<Integer> CLOSED = Set.of(90098, 90121, 90097);

    /** The pool's, of a connection that it has dropped for one of these. */
    private static final String DROPPED = "Connection is closed";

    private static final String MV_STORE = "MVStoreException";

    private static final Set<String> REFUSALS =
            Set.of(StorageState.READ_ONLY, StorageState.LOST, StorageState.UNAVAILABLE);

    private StorageFaults() {}

    /** Whether the volume may be the cause: something was read or written. */
    static boolean isPossible(Throwable error) {
        return causes(error)
                .anyMatch(cause -> cause instanceof IOException
                        || cause instanceof SQLException
                        || cause instanceof InternalError
                        || isOfMvStore(cause));
    }

    /** Whether the volume, or a database that closed itself because of it, must be the cause. */
    static boolean isCertain(Throwable error) {
        return isOfDatabase(error) || causes(error).anyMatch(cause -> isOfVolume(cause) || isOfDevice(cause));
    }

    /** Whether the database may have closed itself. */
    static boolean isOfDatabase(Throwable error) {
        return causes(error).anyMatch(cause -> isOfMvStore(cause) || isClosed(cause));
    }

    private static boolean isClosed(Throwable cause) {
        return cause instanceof SQLException exception
                && (CLOSED.contains(exception.getErrorCode()) || DROPPED.equals(exception.getMessage()));
    }

    private static boolean isOfMvStore(Throwable cause) {
        return cause.getClass().getSimpleName().equals(MV_STORE);
    }

    private static boolean isOfVolume(Throwable cause) {
        return cause instanceof IOException failure
                && (isOfSpace(failure) || message(failure).contains("read-only file system"));
    }

    /** Sockets fail otherwise: what cannot be read or written is a file. */
    private static boolean isOfDevice(Throwable cause) {
        return cause instanceof IOException && message(cause).contains("input/output error");
    }

    /** Whether the message of a failure, if it is in English, says that space, inodes or a quota are used up. */
    static boolean isOfSpace(IOException failure) {
        String message = message(failure);
        return message.contains("no space left")
                || message.contains("not enough space")
                || message.contains("quota exceeded");
    }

    private static String message(Throwable error) {
        return String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    }

    /**
     * The refusal of a full, read-only or missing volume behind the failure of a process that has no {@link StorageMonitor};
     * empty if something else failed.
     *
     * @param folder that the process writes to
     */
    public static Optional<DiskFullException> inFolder(Path folder, Throwable error) {
        Optional<DiskFullException> full = full(error);
        if (full.isPresent() || !isPossible(error)) {
            return full;
        }
        boolean certain = isOfDatabase(error) || causes(error).anyMatch(StorageFaults::isOfVolume);
        return certain || !FreeSpace.has(folder, 0)
                ? Optional.of(new DiskFullException(String.valueOf(error.getMessage()), 0))
                : WriteTest.failure(folder, true).map(failure -> new DiskFullException(failure.getMessage(), 0));
    }

    /** What the store itself answered to a write that it did not take, behind a failure. */
    static Optional<LatentryException> refusal(Throwable error) {
        return full(error)
                .map(LatentryException.class::cast)
                .or(() -> first(error, RetryLaterException.class).filter(later -> REFUSALS.contains(later.code())));
    }

    private static Optional<DiskFullException> full(Throwable error) {
        return first(error, DiskFullException.class);
    }

    private static <T> Optional<T> first(Throwable error, Class<T> type) {
        return causes(error).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(50);
    }
}
