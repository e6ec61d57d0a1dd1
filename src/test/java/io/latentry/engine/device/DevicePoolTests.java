package io.latentry.engine.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latentry.core.error.DeadlineException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.RetryLaterException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DevicePoolTests {

    private static final Duration LONG = Duration.ofSeconds(15);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void release() {
        gate.countDown();
        callers.shutdownNow();
    }

    @Test
    void runsNoMoreCallsAtATimeThanItHasPermits() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (DevicePool pool = new DevicePool("test", 2, 50, LONG, meters)) {
            List<CompletableFuture<Integer>> results = IntStream.range(0, 40)
                    .mapToObj(i -> callAsync(pool, () -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        running.decrementAndGet();
                        return i;
                    }))
                    .toList();

            assertThat(results.stream().map(CompletableFuture::join))
                    .containsExactlyElementsOf(IntStream.range(0, 40).boxed().toList());
            assertThat(most.get()).isBetween(1, 2);
        }
        assertThat(meters.get("latentry.inference.compute")
                        .tag("operation", "encode")
                        .timer()
                        .count())
                .isEqualTo(40);
        assertThat(meters.get("latentry.inference.queue")
                        .tag("operation", "encode")
                        .timer()
                        .count())
                .isEqualTo(40);
    }

    @Test
    void refusesWhatTheQueueDoesNotHold() {
        try (DevicePool pool = new DevicePool("test", 1, 1, LONG, meters)) {
            assertThat(block(pool)).isNotDone();
            CompletableFuture<String> waiting = callAsync(pool, () -> "done");
            awaitQueue(1);

            assertThatExceptionOfType(RetryLaterException.class)
                    .isThrownBy(() -> pool.call("encode", () -> "refused"))
                    .satisfies(e -> {
                        assertThat(e.isOverload()).isTrue();
                        assertThat(e.retryAfter()).isPositive();
                    });

            gate.countDown();
            assertThat(waiting.join()).isEqualTo("done");
        }
    }

    @Test
    void callPastItsDeadlineNeverStartsAndGivesItsPlaceBack() {
        AtomicBoolean started = new AtomicBoolean();
        try (DevicePool pool = new DevicePool("test", 1, 1, Duration.ofMillis(200), meters)) {
            CompletableFuture<String> blocker = block(pool);

            assertThatExceptionOfType(DeadlineException.class)
                    .isThrownBy(() -> pool.call("encode", () -> started.getAndSet(true)));

            assertThat(meters.get("latentry.inference.queue.size").gauge().value())
                    .isZero();
            assertThatThrownBy(blocker::join).hasCauseInstanceOf(DeadlineException.class);
            gate.countDown();
            assertThat(pool.call("encode", () -> "next")).isEqualTo("next");
            assertThat(started).isFalse();
        }
    }

    @Test
    void interruptsTheCallThatRunsPastItsDeadline() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (DevicePool pool = new DevicePool("test", 1, 1, Duration.ofMillis(100), meters)) {
            assertThatExceptionOfType(DeadlineException.class)
                    .isThrownBy(() -> pool.call("encode", () -> {
                        while (!Thread.currentThread().isInterrupted()) {
                            Thread.onSpinWait();
                        }
                        interrupted.countDown();
                        return "late";
                    }));

            interrupted.await();
            assertThat(pool.call("encode", () -> Thread.currentThread().isInterrupted()))
                    .isFalse();
        }
    }

    @Test
    void closingWaitsForCallsAndRefusesOthers() {
        DevicePool pool = new DevicePool("test", 1, 1, LONG, meters);
        CompletableFuture<String> running = block(pool);
        CompletableFuture<String> waiting = callAsync(pool, () -> "done");
        awaitQueue(1);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(pool::close, callers);

        while (!closed(pool)) {
            Thread.onSpinWait();
        }
        assertThat(closing).isNotDone();
        gate.countDown();

        closing.join();
        assertThat(running.join()).isEqualTo("blocked");
        assertThat(waiting.join()).isEqualTo("done");
    }

    @Test
    void passesOnWhatTheWorkThrows() {
        try (DevicePool pool = new DevicePool("test", 1, 1, LONG, meters)) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> pool.call("encode", () -> {
                        throw new InvalidInputException("code", "message");
                    }));
        }
    }

    /** Whether the pool refuses for good; its queue is full, so that it refuses anyway. */
    private static boolean closed(DevicePool pool) {
        try {
            throw new AssertionError(pool.call("encode", () -> "accepted"));
        } catch (RetryLaterException e) {
            return !e.isOverload() && e.code().equals("draining");
        }
    }

    /** Occupies a thread until the gate opens. */
    private CompletableFuture<String> block(DevicePool pool) {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<String> result = callAsync(pool, () -> {
            started.countDown();
            boolean open = false;
            while (!open) {
                try {
                    gate.await();
                    open = true;
                } catch (InterruptedException e) {
                    // A native call would not notice either.
                }
            }
            return "blocked";
        });
        try {
            started.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return result;
    }

    private <T> CompletableFuture<T> callAsync(DevicePool pool, Supplier<T> work) {
        return CompletableFuture.supplyAsync(() -> pool.call("encode", work), callers);
    }

    private void awaitQueue(int size) {
        while (meters.get("latentry.inference.queue.size").gauge().value() < size) {
            Thread.onSpinWait();
        }
    }
}
