package io.latentry.storage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is kept free on the store's volume.
 *
 * @param reserve that every writer leaves for deletions and the database, at most a tenth of the volume
 * @param checkInterval between two looks at the volume
 */
@ConfigurationProperties("latentry.store")
public record SpaceProperties(
        @DefaultValue("200MB") DataSize reserve,
        @DefaultValue("1s") Duration checkInterval) {

    public SpaceProperties {
        if (reserve.isNegative()) {
            throw new IllegalArgumentException("latentry.store.reserve must not be negative");
        }
        if (checkInterval.compareTo(Duration.ofMillis(10)) < 0) {
            throw new IllegalArgumentException("latentry.store.check-interval must be at least 10ms");
        }
    }
}
