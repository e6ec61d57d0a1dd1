package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrainingClockTests {

    private final TrainingClock clock = new TrainingClock(Duration.ofHours(1), 5);

    @Test
    void countsEarlierProcessesAndGoesOn() throws InterruptedException {
        double before = clock.seconds();
        Thread.sleep(2);

        assertThat(clock.seconds()).isGreaterThan(before);
        assertThat(before).isGreaterThan(5);
    }

    /** What is measured after the last step makes no training slower. */
    @Test
    void tellsOfLearningAloneOnceItIsStopped() throws InterruptedException {
        clock.advance(1, 100);
        clock.stop();
        double seconds = clock.seconds();
        double speed = clock.itemsPerSecond();
        Thread.sleep(2);

        assertThat(clock.seconds()).isEqualTo(seconds);
        assertThat(clock.itemsPerSecond()).isEqualTo(speed).isPositive();
    }
}
