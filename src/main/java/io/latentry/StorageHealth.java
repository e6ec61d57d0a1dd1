package io.latentry;

import io.latentry.storage.StorageMonitor;
import io.latentry.storage.StorageState;
import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The component {@code storage}: down unless the store can be written. */
@Component("storageHealthIndicator")
class StorageHealth implements HealthIndicator {

    private final StorageMonitor storage;

    StorageHealth(StorageMonitor storage) {
        this.storage = storage;
    }

    @Override
    public Health health() {
        StorageState state = storage.state();
        return describe(state.isWritable() ? Health.up() : Health.down(), state);
    }

    static Health describe(Health.Builder builder, StorageState state) {
        builder.withDetail(
                        "state",
                        state.condition().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .withDetail("freeBytes", state.free())
                .withDetail("reserveBytes", state.reserve());
        return state.isWritable()
                ? builder.build()
                : builder.withDetail("reason", state.reason()).build();
    }
}
