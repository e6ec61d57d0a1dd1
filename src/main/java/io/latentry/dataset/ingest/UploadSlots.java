package io.latentry.dataset.ingest;

import io.latentry.core.error.RetryLaterException;
import io.latentry.dataset.DatasetProperties;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Lets only so many uploads be read at once that their images fit in memory. */
@Component
class UploadSlots {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Semaphore free;

    UploadSlots(DatasetProperties properties) {
        this.free = new Semaphore(properties.concurrentUploads());
    }

    /**
     * Refuses an upload that would find no slot, before its body is received.
     *
     * @throws RetryLaterException if all slots are taken
     */
    void checkFree() {
        if (free.availablePermits() == 0) {
            throw busy();
        }
    }

    /**
     * Does work in a slot.
     *
     * @throws RetryLaterException if all slots are taken
     */
    <T> T use(Supplier<T> work) {
        if (!free.tryAcquire()) {
            throw busy();
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }

    private static RetryLaterException busy() {
        return RetryLaterException.overloaded("uploads-busy", "Other uploads are being read; try again", RETRY_AFTER);
    }
}
