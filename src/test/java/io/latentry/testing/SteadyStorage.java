package io.latentry.testing;

import io.latentry.storage.StorageDatabase;
import io.latentry.storage.StorageMonitor;
import io.latentry.storage.StorageProbe;
import io.latentry.storage.StorageState;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * A store that can always be written, for the servers of single rooms. Not a configuration by annotation, so that no
 * component scan of the whole application finds it.
 */
public class SteadyStorage {

    /** The monitor of a store that can always be written. */
    public static StorageMonitor monitor() {
        return new StorageMonitor(new Probe(), new Database());
    }

    @Bean
    StorageMonitor storageMonitor() {
        return monitor();
    }

    @Bean
    HealthIndicator storageHealthIndicator() {
        return () -> Health.up().build();
    }

    @Bean
    HealthIndicator storageReadinessHealthIndicator() {
        return () -> Health.up().build();
    }

    private static final class Probe implements StorageProbe {

        @Override
        public StorageState look(boolean thoroughly) {
            return StorageState.writable(Long.MAX_VALUE, 0);
        }

        @Override
        public boolean hasRoom(long bytes) {
            return true;
        }

        @Override
        public Optional<String> loss() {
            return Optional.empty();
        }

        @Override
        public void makeRoomToDelete() {
            // There is.
        }
    }

    private static final class Database implements StorageDatabase {

        @Override
        public boolean isUsable(boolean forChanges) {
            return true;
        }

        @Override
        public void reopen(boolean forChanges) {
            // It is open.
        }
    }
}
