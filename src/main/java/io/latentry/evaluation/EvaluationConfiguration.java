package io.latentry.evaluation;

import io.latentry.job.Job;
import io.latentry.job.Jobs;
import io.latentry.registry.ModelGuard;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EvaluationProperties.class)
class EvaluationConfiguration {

    /** Keeps a version while a job that is not finished measures it. */
    @Bean
    ModelGuard evaluationGuard(@Lazy Jobs jobs, JsonMapper json) {
        return version -> jobs.active().stream()
                .filter(job -> job.type().equals(EvaluationSpecification.JOB_TYPE))
                .filter(job -> json.readValue(job.specification(), EvaluationSpecification.class)
                        .references()
                        .contains(version.reference()))
                .findFirst()
                .map(Job::id)
                .map("job "::concat);
    }
}
