package io.latentry;

import io.latentry.storage.StorageMonitor;
import io.latentry.storage.StorageState;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The store's part in readiness: down when it is gone; when it cannot be written, only where that is required. */
@Component("storageReadinessHealthIndicator")
class StorageReadiness implements HealthIndicator {

    private final StorageMonitor storage;
    private final boolean requiresWrites;

    StorageReadiness(
            StorageMonitor storage, @Value("${latentry.readiness.requires-writes:false}") boolean requiresWrites) {
        this.storage = storage;
        this.requiresWrites = requiresWrites;
    }

    @Override
    public Health health() {
        StorageState state = storage.state();
        boolean down = state.isLost() || (requiresWrites && !state.isWritable());
        return StorageHealth.describe(down ? Health.down() : Health.up(), state);
    }
}
