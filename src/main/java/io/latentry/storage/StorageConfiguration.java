package io.latentry.storage;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The background scrub, with this machine's clock. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScrubProperties.class)
class StorageConfiguration {

    @Bean
    Scrub scrub(
            ObjectProvider<Scrubbed.Shelf> shelves,
            ObjectProvider<ScrubBreak> breaks,
            DamageList damages,
            ScrubProperties properties,
            MeterRegistry meters) {
        Pace pace = new Pace(
                Math.max(1, properties.rate().toBytes()),
                () -> breaks.stream().anyMatch(ScrubBreak::isDue),
                System::nanoTime,
                TimeUnit.NANOSECONDS::sleep);
        return new Scrub(shelves::stream, pace, damages, properties, meters);
    }
}
