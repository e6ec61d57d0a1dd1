package io.latentry.exchange;

import io.latentry.web.BodyLimit;
import io.latentry.web.RequestLocal;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExchangeProperties.class)
class ExchangeConfiguration {

    private static final String VERBS = "encode|classify|reconstruct|denoise|sample|interpolate";

    @Bean
    Turnstile turnstile(ExchangeProperties properties, MeterRegistry meters) {
        return new Turnstile(properties.permits(), properties.queue(), properties.deadline(), System::nanoTime, meters);
    }

    @Bean
    RequestLocal<Turn> turn(Turnstile turnstile) {
        return new RequestLocal<>(Turn.class, () -> new Turn(turnstile), Turn::end);
    }

    @Bean
    BodyLimit itemsLimit(ExchangeProperties properties, Turnstile turnstile) {
        return new BodyLimit(
                HttpMethod.POST,
                "/v1/models/{model}/{verb:" + VERBS + "}",
                properties.maxBody(),
                length -> turnstile.knock());
    }

    @Bean
    BodyLimit layerItemsLimit(ExchangeProperties properties, Turnstile turnstile) {
        return new BodyLimit(
                HttpMethod.POST,
                "/v1/models/{model}/layers/{layer}/{verb}",
                properties.maxBody(),
                length -> turnstile.knock());
    }
}
