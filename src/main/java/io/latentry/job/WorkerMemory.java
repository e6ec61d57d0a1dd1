package io.latentry.job;

import io.latentry.core.error.ImpossibleException;
import io.latentry.model.MemoryEstimate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Refuses jobs that no worker has the memory for. What is free at the moment does not count: jobs wait for their turn. */
@Component
class WorkerMemory {

    private static final String HEAP = "latentry.jobs.worker.heap";
    private static final String MEMORY = "latentry.jobs.worker.memory";

    /** The server's own, unless memory is so scarce that it must do with less. */
    private static final long SERVER_BYTES = 512L << 20;

    private static final int LEAST_SHARE = 4;

    private static final long MEGABYTE = 1_000_000;

    private final long heapBytes;
    private final long memoryBytes;

    @Autowired
    WorkerMemory(JobProperties properties) {
        this(
                properties.worker().heap().toBytes(),
                Optional.ofNullable(properties.worker().memory())
                        .map(DataSize::toBytes)
                        .orElseGet(() -> withoutServer(MachineMemory.bytes())));
    }

    WorkerMemory(long heapBytes, long memoryBytes) {
        this.heapBytes = heapBytes;
        this.memoryBytes = memoryBytes;
    }

    /** What is left of a memory beside the server. */
    static long withoutServer(long total) {
        return total - Math.min(SERVER_BYTES, total / LEAST_SHARE);
    }

    /**
     * Compares an estimate with what a worker may take.
     *
     * @throws ImpossibleException {@code not-enough-memory} if it is more, naming the property that governs the limit
     */
    void check(@Nullable MemoryEstimate estimate) {
        if (estimate != null) {
            check("of Java heap", estimate.heapBytes(), heapBytes, HEAP);
            check("of memory", estimate.bytes(), memoryBytes, MEMORY);
        }
    }

    private static void check(String what, long estimate, long limit, String property) {
        if (estimate > limit) {
            throw new ImpossibleException(
                    "not-enough-memory",
                    "The job needs an estimated %d MB %s, and its worker may take %d MB (%s)"
                            .formatted(estimate / MEGABYTE, what, limit / MEGABYTE, property),
                    Map.of("estimateBytes", estimate, "limitBytes", limit, "limit", property));
        }
    }
}
