package io.latentry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.latentry.storage.StorageMonitor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.stereotype.Component;

/**
 * Keeps stack traces out of the log that a full, read-only or missing volume causes: libraries that poll the database write
 * one every other second. {@link StorageMonitor} logs the cause, once.
 */
@Component
class StorageLogFilter extends TurboFilter {

    private final StorageMonitor storage;

    StorageLogFilter(StorageMonitor storage) {
        this.storage = storage;
    }

    @PostConstruct
    void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            setContext(context);
            start();
            context.addTurboFilter(this);
        }
    }

    @PreDestroy
    void remove() {
        stop();
        if (getContext() instanceof LoggerContext context) {
            context.getTurboFilterList().remove(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable error) {
        Throwable thrown = error == null ? last(parameters) : error;
        boolean explained =
                isStarted() && thrown != null && level.isGreaterOrEqual(Level.INFO) && storage.suspect(thrown);
        return explained ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static @Nullable Throwable last(Object @Nullable [] parameters) {
        boolean any = parameters != null && parameters.length > 0;
        return any && parameters[parameters.length - 1] instanceof Throwable thrown ? thrown : null;
    }
}
