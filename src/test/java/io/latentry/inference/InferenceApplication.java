package io.latentry.inference;

import io.latentry.dataset.DatasetCatalog;
import io.latentry.registry.ModelRegistry;
import io.latentry.web.Page;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** A server with this room alone; models compute what a test can foresee. */
@EnableAutoConfiguration(
        excludeName = {
            "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        })
@ComponentScan(
        basePackageClasses = {Models.class, Page.class},
        lazyInit = false)
class InferenceApplication {

    @Bean
    ModelRegistry registry() {
        return new FakeRegistry();
    }

    @Bean
    DatasetCatalog datasets() throws IOException {
        return new FakeCatalog(Files.createTempDirectory("latentry-inference"));
    }
}
