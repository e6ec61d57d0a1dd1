package io.latentry.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.DeadlineException;
import io.latentry.core.error.RetryLaterException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One permit, a short queue of four, and ten in a burst. */
@Timeout(20)
class TurnstileTests {

    private final AtomicLong clock = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Turnstile turnstile = new Turnstile(1, 10, Duration.ofSeconds(15), clock::get, meters);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<CompletableFuture<Void>> entered = new ArrayList<>();

    @AfterEach
    void release() {
        callers.shutdownNow();
    }

    @Test
    void aBurstMayWaitAndMoreIsRefused() {
        turnstile.enter();
        queueUp(10);

        assertThatExceptionOfType(RetryLaterException.class)
                .isThrownBy(turnstile::enter)
                .satisfies(e -> assertThat(e.isOverload()).isTrue())
                .satisfies(e -> assertThat(e.retryAfter()).isPositive());
        assertThat(meters.get("latentry.inference.refused").counter().count()).isEqualTo(1);

        leaveAll(10);
        turnstile.knock();
        assertThat(meters.get("latentry.inference.turn").timer().count()).isEqualTo(11);
    }

    @Test
    void aQueueThatStaysLongIsOnlyKeptShort() {
        turnstile.enter();
        queueUp(6);
        clock.addAndGet(Duration.ofMillis(101).toNanos());

        assertRefused();
        leave(3);
        queueUp(1);
        assertRefused();

        leaveAll(4);
        queueUpBehind();
        leaveAll(7);
    }

    @Test
    void aQueueThatGetsShortInBetweenIsNoOverload() {
        turnstile.enter();
        queueUp(6);
        clock.addAndGet(Duration.ofMillis(99).toNanos());
        leave(3);
        queueUp(1);
        clock.addAndGet(Duration.ofMillis(99).toNanos());
        queueUp(5);
        leaveAll(9);
    }

    @Test
    void waitingEndsWithItsDeadline() {
        Turnstile hasty = new Turnstile(1, 10, Duration.ofMillis(1), System::nanoTime, new SimpleMeterRegistry());
        hasty.enter();
        assertThatExceptionOfType(DeadlineException.class).isThrownBy(hasty::enter);
        hasty.leave();
        hasty.enter();
    }

    @Test
    void whoWasInsideComesBackThoughMoreThanMayWaitDo() {
        turnstile.enter();
        queueUp(10);
        CompletableFuture<Void> back = CompletableFuture.runAsync(turnstile::enterAgain, callers);
        awaitWaiting(11);
        leaveAll(10);
        turnstile.leave();
        back.join();
    }

    private void assertRefused() {
        assertThatExceptionOfType(RetryLaterException.class).isThrownBy(turnstile::knock);
        assertThatExceptionOfType(RetryLaterException.class).isThrownBy(turnstile::enter);
    }

    /** After an overload, a whole burst may wait again. */
    private void queueUpBehind() {
        turnstile.leave();
        turnstile.enter();
        queueUp(7);
    }

    private void queueUp(int count) {
        for (int i = 0; i < count; i++) {
            int before = waiting();
            entered.add(CompletableFuture.runAsync(turnstile::enter, callers));
            awaitWaiting(before + 1);
        }
    }

    private void leave(int count) {
        for (int i = 0; i < count; i++) {
            int before = waiting();
            turnstile.leave();
            awaitWaiting(before - 1);
        }
    }

    private void leaveAll(int waiting) {
        assertThat(waiting()).isGreaterThanOrEqualTo(waiting);
        leave(waiting);
    }

    private void awaitWaiting(int count) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .untilAsserted(() -> assertThat(waiting()).isEqualTo(count));
    }

    private int waiting() {
        return (int) meters.get("latentry.inference.waiting").gauge().value();
    }
}
