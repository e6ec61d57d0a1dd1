package io.latentry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a store is opened and swept.
 *
 * @param adopt whether a database that is missing, damaged or not that of the store is replaced by a new one, which is
 *     filled from what the store's folders say
 * @param trashKeep how long what sweeps take out of the store is kept below {@code trash}
 */
@ConfigurationProperties("latentry.store")
record StoreProperties(
        @DefaultValue("false") boolean adopt,
        @DefaultValue("7d") Duration trashKeep) {}
