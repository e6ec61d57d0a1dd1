package io.latentry.training;

import io.latentry.dataset.DatasetGuard;
import io.latentry.job.Job;
import io.latentry.job.JobReferences;
import io.latentry.job.Jobs;
import io.latentry.registry.ModelGuard;
import io.latentry.registry.ModelRegistry;
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
        return dataset -> user(jobs, "dataset", dataset.name());
    }

    /** Keeps a version while a job that is not finished begins with its weights. */
    @Bean
    ModelGuard fineTuningGuard(@Lazy Jobs jobs) {
        return version -> user(jobs, "parent", version.reference());
    }

    /** Keeps jobs that the cards of models name. */
    @Bean
    JobReferences cardReferences(@Lazy ModelRegistry registry) {
        return registry::jobsOnCards;
    }

    private static Optional<String> user(Jobs jobs, String role, String name) {
        return jobs.active().stream()
                .filter(job -> name.equals(job.subject().get(role)))
                .findFirst()
                .map(Job::id)
                .map("job "::concat);
    }
}
