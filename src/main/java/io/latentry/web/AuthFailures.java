package io.latentry.web;

import io.latentry.core.error.RetryLaterException;
import io.latentry.web.connection.TrustedProxies;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts requests without the right key, logs them once a minute, and throttles clients that try wrong keys. A request
 * without any is what a browser begins with, and is no try.
 */
final class AuthFailures implements MeterBinder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuthFailures.class);

    private final AtomicLong missing = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();
    private final ScheduledExecutorService minutes = Executors.newSingleThreadScheduledExecutor(AuthFailures::thread);
    private final TrustedProxies proxies;
    private final WrongKeys wrongKeys;
    private volatile String lastClient = "";
    private long loggedMissing;
    private long loggedWrong;
    private long loggedThrottled;

    AuthFailures(TrustedProxies proxies, WrongKeys wrongKeys) {
        this.proxies = proxies;
        this.wrongKeys = wrongKeys;
        ScheduledFuture<?> unused = minutes.scheduleAtFixedRate(this::log, 1, 1, TimeUnit.MINUTES);
    }

    /**
     * Counts a request.
     *
     * @param tried whether it had a key, which was wrong
     * @throws RetryLaterException if its client has tried too many
     */
    void record(HttpServletRequest request, boolean tried) {
        if (!tried) {
            missing.incrementAndGet();
            return;
        }
        String client = proxies.clientOf(request);
        lastClient = client;
        Duration wait = wrongKeys.record(client);
        if (wait.isZero()) {
            wrong.incrementAndGet();
            return;
        }
        throttled.incrementAndGet();
        throw RetryLaterException.overloaded(
                "too-many-wrong-keys", "Too many wrong keys came from this address; the right one is let in", wait);
    }

    /** Logs what has happened since the last time, if anything has. */
    synchronized void log() {
        long newMissing = missing.get() - loggedMissing;
        long newWrong = wrong.get() - loggedWrong;
        long newThrottled = throttled.get() - loggedThrottled;
        loggedMissing += newMissing;
        loggedWrong += newWrong;
        loggedThrottled += newThrottled;
        if (newWrong + newThrottled > 0) {
            LOG.warn(
                    "{} requests with a wrong key were refused, {} of them throttled, the last from {}; {} had no key",
                    newWrong + newThrottled,
                    newThrottled,
                    lastClient,
                    newMissing);
        } else if (newMissing > 0) {
            LOG.info("{} requests without a key were refused", newMissing);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bind(registry, "no-key", missing);
        bind(registry, "wrong-key", wrong);
        bind(registry, "throttled", throttled);
    }

    private static void bind(MeterRegistry registry, String reason, AtomicLong count) {
        FunctionCounter.builder("latentry.auth.failures", count, AtomicLong::doubleValue)
                .tag("reason", reason)
                .description("Requests without the right key")
                .register(registry);
    }

    @Override
    public void close() {
        minutes.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "auth-failures");
        thread.setDaemon(true);
        return thread;
    }
}
