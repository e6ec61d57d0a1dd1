package io.latentry.registry;

import io.latentry.model.Home;
import io.latentry.web.Page;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * A server with the registry room alone. Not a configuration by annotation, so that no component scan of the whole
 * application finds it.
 */
@EnableAutoConfiguration
@ComponentScan(basePackageClasses = {ModelRegistry.class, Page.class})
class RegistryApplication {

    @Bean
    Home home(@Value("${latentry.home}") Path root) {
        return new Home(root);
    }

    @Bean
    FakeNetworks networks() {
        return new FakeNetworks();
    }
}
