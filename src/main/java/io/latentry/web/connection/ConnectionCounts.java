package io.latentry.web.connection;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the connections that the server closed of its own accord, by the reason. */
final class ConnectionCounts implements MeterBinder {

    private final AtomicLong late = new AtomicLong();
    private final AtomicLong slow = new AtomicLong();
    private final AtomicLong evicted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /** One passed a deadline; only those whose request never arrived count, the others were answered. */
    void late(boolean arriving) {
        if (arriving) {
            late.incrementAndGet();
        }
    }

    /** A client sent its body, or read its answer, too slowly. */
    void slow() {
        slow.incrementAndGet();
    }

    /** One was closed in favour of a new one. */
    void evicted() {
        evicted.incrementAndGet();
    }

    /** A new one found no room. */
    void refused() {
        refused.incrementAndGet();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bind(registry, "header-timeout", late);
        bind(registry, "too-slow", slow);
        bind(registry, "evicted", evicted);
        bind(registry, "refused", refused);
    }

    private static void bind(MeterRegistry registry, String reason, AtomicLong count) {
        FunctionCounter.builder("latentry.connections.closed", count, AtomicLong::doubleValue)
                .tag("reason", reason)
                .description("Connections that the server closed to protect others")
                .register(registry);
    }
}
