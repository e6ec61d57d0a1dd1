package io.latentry.training;

import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetGuard;
import io.latentry.job.Job;
import io.latentry.job.Jobs;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrainingProperties.class)
class TrainingConfiguration {

    /** Keeps a dataset while a job that is not finished learns from it. */
    @Bean
    DatasetGuard trainingGuard(@Lazy Jobs jobs) {
        return dataset -> user(jobs, dataset);
    }

    private static Optional<String> user(Jobs jobs, Dataset dataset) {
        return jobs.active().stream()
                .filter(job -> dataset.name().equals(job.subject().get("dataset")))
                .findFirst()
                .map(Job::id)
                .map("job "::concat);
    }
}
