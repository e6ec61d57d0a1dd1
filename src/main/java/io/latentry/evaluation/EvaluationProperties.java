package io.latentry.evaluation;

import io.latentry.job.WorkerThreads;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How workers evaluate.
 *
 * @param threads that compute in a worker; 0 for one per processor, but one, which is left to the server
 */
@Validated
@ConfigurationProperties("latentry.evaluation")
record EvaluationProperties(
        @DefaultValue("0") @Min(0) @Max(1024) int threads) {

    int effectiveThreads() {
        return WorkerThreads.of(threads);
    }
}
