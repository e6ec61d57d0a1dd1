package io.latentry.testing;

import com.sun.management.ThreadMXBean;
import io.latentry.core.error.ConflictException;
import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.LatentryException;
import io.latentry.core.error.NotFoundException;
import io.latentry.core.error.TooLargeException;
import io.latentry.core.error.UnsupportedFormatException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;

/** Runs decoders on bytes from strangers and holds them against limits of memory and time. */
public final class Decoding {

    /** What buffers of streams and the fuzzer's own hooks take, whatever the input is. */
    private static final long OVERHEAD = 8 << 20;

    /** Far more than any input of a fuzzer needs, and far less than what would hold up a server. */
    private static final Duration MOST_TIME = Duration.ofSeconds(5);

    /** What the web layer answers with 4xx. */
    private static final Set<Class<? extends LatentryException>> CALLERS = Set.of(
            InvalidInputException.class,
            NotFoundException.class,
            ConflictException.class,
            TooLargeException.class,
            UnsupportedFormatException.class,
            ImpossibleException.class);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final BufferPoolMXBean DIRECT = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();

    private Decoding() {}

    /** Decodes an input, and checks what came of it if it was taken; repeatable. */
    @FunctionalInterface
    public interface Attempt {
        void run() throws Exception;
    }

    /** What an attempt took. */
    private record Cost(long bytes, Duration time) {

        boolean exceeds(long mostBytes) {
            return bytes > mostBytes || time.compareTo(MOST_TIME) > 0;
        }
    }

    /**
     * Makes an attempt, which must succeed or end in an error of the caller's.
     *
     * @param mostBytes that it may allocate all in all, beside an overhead: by the configured limits
     * @throws AssertionError if it needs more memory or time, or throws what would be answered with 5xx
     */
    public static void check(long mostBytes, Attempt attempt) {
        long most = mostBytes + OVERHEAD;
        // The first attempt may have loaded classes, and had the fuzzer look into them.
        if (cost(attempt).exceeds(most)) {
            Cost cost = cost(attempt);
            if (cost.exceeds(most)) {
                throw new AssertionError(
                        "Took %d bytes and %s; it may take %d".formatted(cost.bytes(), cost.time(), most));
            }
        }
    }

    private static Cost cost(Attempt attempt) {
        long heap = THREADS.getCurrentThreadAllocatedBytes();
        long direct = DIRECT.getTotalCapacity();
        long time = THREADS.getCurrentThreadCpuTime();
        run(attempt);
        // Buffers that are freed meanwhile make it look like less, never like more.
        long buffers = Math.max(0, DIRECT.getTotalCapacity() - direct);
        return new Cost(
                THREADS.getCurrentThreadAllocatedBytes() - heap + buffers,
                Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - time));
    }

    private static void run(Attempt attempt) {
        try {
            attempt.run();
        } catch (LatentryException exception) {
            if (!CALLERS.contains(exception.getClass())) {
                throw new AssertionError("Would be answered with 5xx", exception);
            }
        } catch (Exception exception) {
            throw new AssertionError("Would be answered with 500", exception);
        }
    }
}
