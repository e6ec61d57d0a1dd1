package io.latentry.fault;

import io.latentry.testing.LatentryClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets one trouble after the other happen beside a life; while one lasts, reads must be answered as ever. */
final class Injector {

    private static final Duration LEAST = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final List<String> READS = List.of(
            "/actuator/health/readiness",
            "/v1/datasets/digits/items?limit=1",
            "/v1/models/demo-vae/card",
            "/v1/models/demo-vae-2d/manifold",
            "/v1/jobs");

    private final LatentryClient client;
    private final List<Trouble> troubles;
    private final List<Trouble> met = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Thread thread = new Thread(this::inject, "injector");
    private volatile boolean over;

    Injector(LatentryClient client, List<Trouble> troubles) {
        this.client = client;
        this.troubles = troubles;
        thread.start();
    }

    private void inject() {
        try {
            for (Trouble trouble : troubles) {
                inject(trouble);
            }
        } catch (IOException | RuntimeException e) {
            complaints.add("the trouble itself failed: " + e);
        }
    }

    private void inject(Trouble trouble) throws IOException {
        trouble.begin();
        try {
            while (!trouble.isMet() && !over) {
                Requests.pause();
            }
            if (trouble.isMet()) {
                met.add(trouble);
                if (trouble.lasts()) {
                    endure();
                }
            }
        } finally {
            trouble.end();
        }
    }

    private void endure() {
        long start = System.nanoTime();
        List<String> refusals = refusals();
        while (isWithin(LEAST, start) || (!refusals.isEmpty() && isWithin(PATIENCE, start))) {
            Requests.pause();
            refusals = refusals();
        }
        complaints.addAll(refusals);
    }

    private static boolean isWithin(Duration limit, long start) {
        return System.nanoTime() - start < limit.toNanos();
    }

    private List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        for (String path : READS) {
            int status = client.send("GET", path, "", "*/*").statusCode();
            if (status != 200) {
                refusals.add("GET " + path + " was answered with " + status + " meanwhile");
            }
        }
        return refusals;
    }

    /** Ends what trouble there is, and returns what a writer met. */
    List<Trouble> end() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return met;
    }

    /** What was wrong with the answers to reads; once it has ended. */
    List<String> complaints() {
        return complaints;
    }
}
