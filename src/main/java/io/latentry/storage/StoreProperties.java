package io.latentry.storage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How a store is opened, swept and watched.
 *
 * @param adopt whether a database that is missing, damaged or not that of the store is replaced by a new one, which is
 *     filled from what the store's folders say
 * @param trashKeep how long what sweeps take out of the store is kept below {@code trash}
 * @param reserve of the volume that every writer leaves for deletions and the database, at most a tenth of it
 * @param checkInterval between two looks at the volume
 */
@ConfigurationProperties("latentry.store")
public record StoreProperties(
        @DefaultValue("false") boolean adopt,
        @DefaultValue("7d") Duration trashKeep,
        @DefaultValue("200MB") DataSize reserve,
        @DefaultValue("1s") Duration checkInterval) {

    public StoreProperties {
        if (trashKeep.isNegative()) {
            throw new IllegalArgumentException("latentry.store.trash-keep must not be negative");
        }
        if (reserve.isNegative()) {
            throw new IllegalArgumentException("latentry.store.reserve must not be negative");
        }
        if (checkInterval.compareTo(Duration.ofMillis(10)) < 0) {
            throw new IllegalArgumentException("latentry.store.check-interval must be at least 10ms");
        }
    }
}
