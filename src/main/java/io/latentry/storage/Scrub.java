package io.latentry.storage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Compares everything stored with its checksums, round after round, slowly, and never while requests are worked on. */
class Scrub {

    private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);

    private final Supplier<Stream<Scrubbed.Shelf>> shelves;
    private final DamageList damages;
    private final ScrubProperties properties;
    private final FileSource source;
    private final Counter rounds;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(threads());

    /**
     * A scrub, at rest until the server is ready.
     *
     * @param shelves what there is to compare
     * @param pace of reading
     */
    Scrub(
            Supplier<Stream<Scrubbed.Shelf>> shelves,
            Pace pace,
            DamageList damages,
            ScrubProperties properties,
            MeterRegistry meters) {
        this.shelves = shelves;
        this.damages = damages;
        this.properties = properties;
        Counter bytes = Counter.builder("latentry.scrub.bytes")
                .description("Bytes of stored files that were compared with their checksums in the background")
                .register(meters);
        rounds = Counter.builder("latentry.scrub.rounds")
                .description("Times that everything stored was compared with its checksums")
                .register(meters);
        source = file -> new PacedInput(Files.newInputStream(file), pace, bytes::increment);
    }

    private static CustomizableThreadFactory threads() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("scrub-");
        threads.setDaemon(true);
        return threads;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (properties.rate().toBytes() > 0) {
            executor.execute(this::run);
        }
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }

    private void run() {
        try {
            TimeUnit.MILLISECONDS.sleep(properties.delay().toMillis());
            while (!Thread.currentThread().isInterrupted()) {
                round();
                TimeUnit.MILLISECONDS.sleep(properties.interval().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In another order each time, so that a server that restarts often gets to everything. */
    void round() {
        try {
            List<Scrubbed> all = new ArrayList<>();
            shelves.get().forEach(shelf -> all.addAll(shelf.all()));
            Collections.shuffle(all);
            for (Scrubbed each : all) {
                check(each);
            }
            rounds.increment();
        } catch (InterruptedIOException e) {
            LOG.debug("Scrub interrupted", e);
        } catch (RuntimeException e) {
            // The next round comes all the same.
            LOG.warn("Scrub ended early: {}", e.toString());
        }
    }

    private void check(Scrubbed each) throws InterruptedIOException {
        try {
            each.check()
                    .damage(source)
                    .ifPresentOrElse(detail -> damages.add(each.name(), detail), () -> damages.remove(each.name()));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | UncheckedIOException e) {
            damages.add(each.name(), "cannot be read: " + e.getMessage());
        }
    }
}
