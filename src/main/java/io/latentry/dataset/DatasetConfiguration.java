package io.latentry.dataset;

import io.latentry.storage.Home;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings uploads onto the store's own file system, within the configured size. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatasetProperties.class)
class DatasetConfiguration {

    private static final int ON_DISK_FROM = 1 << 16;

    @Bean
    MultipartConfigElement multipartConfiguration(Home home, DatasetProperties properties) throws IOException {
        Files.createDirectories(home.temporary());
        long size = properties.maxUpload().toBytes();
        return new MultipartConfigElement(home.temporary().toString(), size, size, ON_DISK_FROM);
    }
}
