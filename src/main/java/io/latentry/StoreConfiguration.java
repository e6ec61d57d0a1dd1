package io.latentry;

import io.latentry.storage.Home;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Says where the store is, and opens it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
class StoreConfiguration {

    @Bean
    static StoreOpener storeOpener(Environment environment) {
        return new StoreOpener(environment);
    }

    @Bean
    Home home(@Value("${latentry.home}") Path root) {
        return new Home(root);
    }
}
