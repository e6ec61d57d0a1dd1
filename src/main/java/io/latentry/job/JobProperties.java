package io.latentry.job;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs are run.
 *
 * @param concurrent worker processes at a time
 * @param queueCapacity jobs that may wait; further ones are refused with 429
 * @param maxAttempts worker processes that may die in a row without getting the job further
 * @param restartDelay before a dead worker is replaced, multiplied by the attempts without progress
 * @param cancelGrace for a worker to write its checkpoint when its job is cancelled, before it is killed
 * @param shutdownWait for all workers to write their checkpoints when the server stops, before they are killed
 * @param keep how long finished jobs are kept to which nothing refers
 * @param worker the worker's process
 * @param stream live streams of events
 */
@Validated
@ConfigurationProperties("latentry.jobs")
record JobProperties(
        @DefaultValue("1") @Min(1) @Max(64) int concurrent,
        @DefaultValue("100") @Min(1) int queueCapacity,
        @DefaultValue("3") @Min(1) int maxAttempts,
        @DefaultValue("500ms") Duration restartDelay,
        @DefaultValue("30s") Duration cancelGrace,
        @DefaultValue("10s") Duration shutdownWait,
        @DefaultValue("90d") Duration keep,
        @DefaultValue @Valid Worker worker,
        @DefaultValue @Valid Stream stream) {

    JobProperties {
        if (keep.isNegative()) {
            throw new IllegalArgumentException("latentry.jobs.keep must not be negative");
        }
    }

    /**
     * The worker's process.
     *
     * @param mainClass its main class, which hands its arguments {@code worker} and the job's folder to
     *     {@link io.latentry.job.Worker}; an executable jar names its own
     * @param heap its {@code -Xmx}; tensors live outside the heap
     * @param memory that it may take in all, heap included; jobs that are estimated to take more are refused. If it is left
     *     out, the machine's or the container's memory less what the server needs
     * @param jvmOptions further options of its JVM; by default it optimizes only what runs very often, since libtorch
     *     computes nearly everything, on the cores that the compiler would take
     * @param niceness by how much it yields to the server, from 0 (not at all) to 19; Unix only
     */
    record Worker(
            @DefaultValue("io.latentry.LatentryApplication") @NotBlank String mainClass,

            @DefaultValue("512MB") DataSize heap,

            @Nullable DataSize memory,

            @DefaultValue({
                "-XX:+UseSerialGC",
                "-XX:Tier4InvocationThreshold=50000",
                "-XX:Tier4MinInvocationThreshold=20000",
                "-XX:Tier4CompileThreshold=100000",
                "-XX:Tier4BackEdgeThreshold=1000000",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash"
            })
            List<String> jvmOptions,

            @DefaultValue("10") @Min(0) @Max(19) int niceness) {}

    /**
     * Live streams of events.
     *
     * @param maxSubscribers open streams; further ones are refused with 429
     * @param heartbeat between comments that keep a silent connection open; a subscriber that does not read for as long
     *     is dropped
     */
    record Stream(
            @DefaultValue("100") @Min(1) int maxSubscribers,
            @DefaultValue("15s") Duration heartbeat) {}
}
