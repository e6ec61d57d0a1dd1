package io.latentry.registry;

import io.latentry.model.SoftwareVersions;
import io.latentry.storage.Home;
import io.latentry.testing.SteadyStorage;
import io.latentry.web.Page;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * A server with the registry room alone. Not a configuration by annotation, so that no component scan of the whole
 * application finds it.
 */
@Import(SteadyStorage.class)
@EnableAutoConfiguration
@ComponentScan(basePackageClasses = {ModelRegistry.class, Page.class})
class RegistryApplication {

    @Bean
    Home home(@Value("${latentry.home}") Path root) {
        return new Home(root);
    }

    @Bean
    SoftwareVersions software() {
        return new SoftwareVersions(Map.of("java", "17"));
    }

    @Bean
    FakeNetworks networks() {
        return new FakeNetworks();
    }
}
