package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.ImpossibleException;
import io.latentry.model.MemoryEstimate;
import org.junit.jupiter.api.Test;

/** Which jobs are refused for the memory that they take. */
class WorkerMemoryTests {

    private static final long MEGABYTE = 1L << 20;

    private final WorkerMemory memory = new WorkerMemory(100 * MEGABYTE, 1_000 * MEGABYTE);

    @Test
    void whatFitsIsTaken() {
        assertThatCode(() -> {
                    memory.check(null);
                    memory.check(new MemoryEstimate(100 * MEGABYTE, 900 * MEGABYTE));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void whatNeedsMoreHeapIsRefusedByTheHeap() {
        assertThatExceptionOfType(ImpossibleException.class)
                .isThrownBy(() -> memory.check(new MemoryEstimate(100 * MEGABYTE + 1, 0)))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("not-enough-memory");
                    assertThat(e.details())
                            .containsEntry("estimateBytes", 100 * MEGABYTE + 1)
                            .containsEntry("limitBytes", 100 * MEGABYTE)
                            .containsEntry("limit", "latentry.jobs.worker.heap");
                });
    }

    @Test
    void whatNeedsMoreInAllIsRefusedByTheMemory() {
        assertThatExceptionOfType(ImpossibleException.class)
                .isThrownBy(() -> memory.check(new MemoryEstimate(50 * MEGABYTE, 951 * MEGABYTE)))
                .satisfies(e -> assertThat(e.details())
                        .containsEntry("estimateBytes", 1_001 * MEGABYTE)
                        .containsEntry("limitBytes", 1_000 * MEGABYTE)
                        .containsEntry("limit", "latentry.jobs.worker.memory"));
    }

    @Test
    void theServerHasItsPartOfTheMachine() {
        assertThat(WorkerMemory.withoutServer(8_192 * MEGABYTE)).isEqualTo(7_680 * MEGABYTE);
        assertThat(WorkerMemory.withoutServer(1_024 * MEGABYTE)).isEqualTo(768 * MEGABYTE);
    }
}
