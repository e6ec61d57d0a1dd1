package io.latentry;

import io.latentry.storage.Home;
import io.latentry.storage.StoreProperties;
import io.latentry.storage.Trash;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Empties the trash of what has been there for the configured time: at start and every hour. */
@Component
class TrashPurge implements ApplicationRunner, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrashPurge.class);

    private final Home home;
    private final StoreProperties properties;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "trash");
        thread.setDaemon(true);
        return thread;
    });

    TrashPurge(Home home, StoreProperties properties) {
        this.home = home;
        this.properties = properties;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::purge, 0, 1, TimeUnit.HOURS);
    }

    private void purge() {
        try {
            Trash.purge(home, properties.trashKeep(), Instant.now());
        } catch (IOException | RuntimeException e) {
            LOG.warn("Could not empty the trash: {}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
