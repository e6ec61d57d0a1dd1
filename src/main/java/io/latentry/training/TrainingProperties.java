package io.latentry.training;

import io.latentry.job.WorkerThreads;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How workers train; each job keeps the values it was submitted under.
 *
 * @param threads that compute in a worker; 0 for one per processor, but one, which is left to the server
 * @param chunkSteps optimizer steps in one native call, between which a job can stop
 * @param checkpointInterval least time between two checkpoints
 * @param featureCache of all features of frozen networks that are kept, at most
 */
@Validated
@ConfigurationProperties("latentry.training")
record TrainingProperties(
        @DefaultValue("0") @Min(0) @Max(1024) int threads,
        @DefaultValue("13") @Min(1) @Max(10_000) int chunkSteps,
        @DefaultValue("5s") Duration checkpointInterval,
        @DefaultValue("2GB") DataSize featureCache) {

    int effectiveThreads() {
        return WorkerThreads.of(threads);
    }
}
