package io.latentry.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many wrong keys each client may still try. Those that have not tried for longest are forgotten where there are many. */
final class WrongKeys {

    private static final int MAX_CLIENTS = 10_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_CLIENTS;
        }
    };

    private final int perMinute;
    private final LongSupplier clock;

    /** Tries that are left, as they were at a time. */
    private record Bucket(double tries, long at) {}

    /**
     * None yet.
     *
     * @param perMinute tries of each client that are free at once, and how many it gains in a minute
     * @param clock gives nanoseconds
     */
    WrongKeys(int perMinute, LongSupplier clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Counts a try; returns how long the client is to wait for its next, or zero if this one was free. */
    synchronized Duration record(String client) {
        long now = clock.getAsLong();
        double perNano = perMinute / (double) TimeUnit.MINUTES.toNanos(1);
        Bucket before = buckets.getOrDefault(client, new Bucket(perMinute, now));
        double tries = Math.min(perMinute, before.tries() + (now - before.at()) * perNano);
        boolean free = tries >= 1;
        buckets.put(client, new Bucket(free ? tries - 1 : tries, now));
        return free ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tries) / perNano));
    }

    /** Clients that are known. */
    synchronized int size() {
        return buckets.size();
    }
}
