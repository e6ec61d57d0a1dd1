package io.latentry.storage;

import io.latentry.core.error.DiskFullException;
import io.latentry.core.error.LatentryException;
import io.latentry.core.error.RetryLaterException;
import java.time.Duration;
import java.util.Optional;

/**
 * What the last look at the store found.
 *
 * @param condition what the volume allows
 * @param reason a clause for a human; empty if the store can be written
 * @param free bytes of the volume
 * @param reserve bytes of these that are kept free
 */
public record StorageState(StorageCondition condition, String reason, long free, long reserve) {

    static final String READ_ONLY = "storage-read-only";
    static final String LOST = "storage-lost";
    static final String UNAVAILABLE = "storage-unavailable";

    private static final Duration RETRY = Duration.ofSeconds(30);

    public static StorageState writable(long free, long reserve) {
        return new StorageState(StorageCondition.WRITABLE, "", free, reserve);
    }

    public boolean isWritable() {
        return condition == StorageCondition.WRITABLE;
    }

    public boolean isLost() {
        return condition == StorageCondition.LOST;
    }

    /** Why something new cannot be written; empty if it can. */
    public Optional<LatentryException> refusal() {
        return switch (condition) {
            case WRITABLE -> Optional.empty();
            case FULL -> Optional.of(new DiskFullException("The disk is full: " + reason, 0));
            case READ_ONLY -> Optional.of(unavailable(READ_ONLY, "The store cannot be written: "));
            case LOST -> Optional.of(unavailable(LOST, "The store is gone: "));
        };
    }

    private RetryLaterException unavailable(String code, String begin) {
        return RetryLaterException.unavailable(code, begin + reason, RETRY);
    }
}
