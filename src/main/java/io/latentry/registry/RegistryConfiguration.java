package io.latentry.registry;

import io.latentry.storage.Home;
import io.latentry.web.BodyLimit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegistryProperties.class)
class RegistryConfiguration {

    /** A form has lines around its file. */
    private static final long FORM = 1 << 16;

    @Bean
    BodyLimit artifactLimit(RegistryProperties properties, Home home) {
        DataSize size = DataSize.ofBytes(properties.artifact().maxSize().toBytes() + FORM);
        return new BodyLimit(HttpMethod.POST, "/v1/models", size, home::requireSpace);
    }
}
