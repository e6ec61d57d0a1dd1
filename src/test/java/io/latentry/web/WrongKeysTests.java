package io.latentry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WrongKeysTests {

    private final AtomicLong clock = new AtomicLong();
    private final WrongKeys keys = new WrongKeys(6, clock::get);

    @Test
    void triesComeBackWithTime() {
        for (int i = 0; i < 6; i++) {
            assertThat(keys.record("a")).isZero();
        }
        assertThat(keys.record("a")).isEqualTo(Duration.ofSeconds(10));
        assertThat(keys.record("b")).isZero();

        clock.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(keys.record("a")).isBetween(Duration.ofMillis(5_999), Duration.ofMillis(6_001));
        clock.addAndGet(Duration.ofMillis(6_001).toNanos());
        assertThat(keys.record("a")).isZero();
        assertThat(keys.record("a")).isPositive();
    }

    @Test
    void manyClientsTakeNoMoreMemory() {
        for (int i = 0; i < 30_000; i++) {
            keys.record("client " + i);
        }
        assertThat(keys.size()).isEqualTo(10_000);
    }
}
