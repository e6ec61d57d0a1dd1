package io.latentry.web;

import io.latentry.core.error.RetryLaterException;
import io.latentry.core.error.TooLargeException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** The memory that all requests may hold together. */
@Component
class MemoryBudget {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final long total;
    private final AtomicLong taken = new AtomicLong();

    /** Half of what the heap may become, if nothing is said: buffers outside the heap have a bound of the same size. */
    MemoryBudget(RequestProperties properties) {
        DataSize memory = properties.memory();
        this.total = memory == null ? Runtime.getRuntime().maxMemory() / 2 : memory.toBytes();
    }

    /**
     * Takes a part for a request.
     *
     * @param whole of what the request holds then
     * @throws TooLargeException if no retry could help
     * @throws RetryLaterException if others hold too much now
     */
    void take(long bytes, long whole) {
        if (whole > total) {
            throw new TooLargeException(
                    "request-too-large",
                    "The request needs " + whole + " bytes of memory, and all together may hold " + total
                            + "; ask for fewer items at once");
        }
        if (taken.addAndGet(bytes) > total) {
            taken.addAndGet(-bytes);
            throw RetryLaterException.overloaded(
                    "memory-busy", "Other requests hold the memory that this one needs; try again", RETRY_AFTER);
        }
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
