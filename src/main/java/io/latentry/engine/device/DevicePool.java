package io.latentry.engine.device;

import io.latentry.core.error.DeadlineException;
import io.latentry.core.error.RetryLaterException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads that may compute on one device. There are as many as calls that run at a time; a bounded number of further
 * calls wait, and what comes on top is refused. They are platform threads: a native call holds its carrier anyway, and
 * virtual threads, measured, served large bodies with ten times the 99th percentile.
 */
public final class DevicePool implements AutoCloseable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Duration deadline;
    private final MeterRegistry meters;
    private final Map<String, Timers> timers = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor executor;

    /**
     * Starts the threads.
     *
     * @param device names them
     * @param permits calls that run at a time
     * @param queue calls that may wait, at least 1
     * @param deadline for a call, from its arrival to its result
     * @param meters receives {@code latentry.inference.queue}, {@code .queue.size} and {@code .compute}
     */
    public DevicePool(String device, int permits, int queue, Duration deadline, MeterRegistry meters) {
        this(device, permits, queue, deadline, meters, () -> {});
    }

    /**
     * The same.
     *
     * @param beginning what every thread does first
     */
    public DevicePool(
            String device, int permits, int queue, Duration deadline, MeterRegistry meters, Runnable beginning) {
        this.deadline = deadline;
        this.meters = meters;
        BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(queue);
        this.executor =
                new ThreadPoolExecutor(permits, permits, 0, TimeUnit.SECONDS, waiting, threads(device, beginning));
        Gauge.builder("latentry.inference.queue.size", waiting, BlockingQueue::size)
                .description("Calls that wait for a thread")
                .register(meters);
    }

    private static ThreadFactory threads(String device, Runnable beginning) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Runnable all = () -> {
                beginning.run();
                work.run();
            };
            Thread thread = new Thread(all, device + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Runs a piece of work on one of the threads and waits for its result. Work that is abandoned is interrupted, or
     * never starts if it is still waiting.
     *
     * @param operation tags the timers
     * @throws RetryLaterException if too many calls wait already, or the pool is closed
     * @throws DeadlineException if the result is not there in time
     */
    public <T> T call(String operation, Supplier<T> work) {
        long arrival = System.nanoTime();
        FutureTask<T> task = new FutureTask<>(() -> timed(operation, arrival, work));
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            throw refusal();
        }
        return await(task);
    }

    private <T> T timed(String operation, long arrival, Supplier<T> work) {
        Timers its = timers.computeIfAbsent(operation, this::register);
        long start = System.nanoTime();
        its.queue().record(start - arrival, TimeUnit.NANOSECONDS);
        try {
            return work.get();
        } finally {
            its.compute().record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private record Timers(Timer queue, Timer compute) {}

    private Timers register(String operation) {
        return new Timers(
                register("latentry.inference.queue", "Time that calls wait for a thread", operation),
                register("latentry.inference.compute", "Time that calls compute", operation));
    }

    private Timer register(String name, String description, String operation) {
        return Timer.builder(name)
                .description(description)
                .tag("operation", operation)
                .register(meters);
    }

    private RetryLaterException refusal() {
        return executor.isShutdown()
                ? RetryLaterException.unavailable("draining", "The server is shutting down", RETRY_AFTER)
                : RetryLaterException.overloaded("overloaded", "Too many calls are waiting already", RETRY_AFTER);
    }

    private <T> T await(FutureTask<T> task) {
        try {
            return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("The computation failed", e.getCause());
        } catch (TimeoutException e) {
            abandon(task);
            throw new DeadlineException("The computation was not done within " + deadline.toMillis() + " ms");
        } catch (InterruptedException e) {
            abandon(task);
            Thread.currentThread().interrupt();
            throw RetryLaterException.unavailable("draining", "The server is shutting down", RETRY_AFTER);
        }
    }

    private void abandon(FutureTask<?> task) {
        task.cancel(true);
        executor.remove(task);
    }

    /** Refuses new calls and waits for those that it has taken, for as long as the deadline gives them. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
