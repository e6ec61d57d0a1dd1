package io.latentry;

import io.latentry.storage.Home;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says where the store is. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    Home home(@Value("${latentry.home}") Path root) {
        return new Home(root);
    }
}
