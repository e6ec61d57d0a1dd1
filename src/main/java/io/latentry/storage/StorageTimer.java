package io.latentry.storage;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a monitor look at regular intervals. */
public final class StorageTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StorageTimer.class);

    private final StorageMonitor monitor;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "storage-monitor");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> looks;

    public StorageTimer(StorageMonitor monitor, Duration interval) {
        this.monitor = monitor;
        looks = timer.scheduleWithFixedDelay(
                this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            monitor.look();
        } catch (RuntimeException e) {
            LOG.error("The store cannot be looked at", e);
        }
    }

    @Override
    public void close() {
        looks.cancel(true);
        timer.shutdownNow();
    }
}
