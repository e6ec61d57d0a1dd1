package io.latentry.inference;

import io.latentry.dataset.DatasetCatalog;
import io.latentry.exchange.Models;
import io.latentry.model.ImageFitter;
import io.latentry.model.Tensor;
import io.latentry.registry.ModelRegistry;
import io.latentry.testing.SteadyStorage;
import io.latentry.web.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** A server with this room alone; models compute what a test can foresee. */
@Import(SteadyStorage.class)
@EnableAutoConfiguration(
        excludeName = {
            "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        })
@ComponentScan(
        basePackageClasses = {EncodeController.class, Models.class, Page.class},
        lazyInit = false)
class InferenceApplication {

    @Bean
    ModelRegistry registry() {
        return new FakeRegistry();
    }

    /** Makes a picture of one level, that of the first pixel. */
    @Bean
    ImageFitter fitter() {
        return (image, shape, preprocessing) -> {
            float[] values = new float[shape.size()];
            Arrays.fill(values, image.values().get(0));
            return Tensor.of(values, shape.batch(1));
        };
    }

    @Bean
    DatasetCatalog datasets() throws IOException {
        return new FakeCatalog(Files.createTempDirectory("latentry-inference"));
    }
}
