package io.latentry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nobody uses any more does not pile up. */
class DirectBuffersTests {

    private static final int MEGABYTE = 1 << 20;
    private static final BufferPoolMXBean DIRECT = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();

    @AfterEach
    void leaveCollectionsToTheHeap() {
        DirectBuffers.collectEvery(Long.MAX_VALUE);
    }

    @Test
    void unusedOnesAreFreed() {
        System.gc();
        long before = DIRECT.getMemoryUsed();
        DirectBuffers.collectEvery(16 * MEGABYTE);
        long most = 0;

        for (int i = 0; i < 128; i++) {
            Tensor.allocate(MEGABYTE / Float.BYTES);
            most = Math.max(most, DIRECT.getMemoryUsed());
        }

        assertThat(most - before).isGreaterThan(MEGABYTE).isLessThan(64 * MEGABYTE);
    }

    @Test
    void usedOnesStay() {
        DirectBuffers.collectEvery(MEGABYTE);
        Tensor kept = Tensor.of(new float[] {1, 2, 3}, 3);

        Tensor.allocate(2 * MEGABYTE);

        assertThat(kept.values().get(2)).isEqualTo(3);
    }
}
