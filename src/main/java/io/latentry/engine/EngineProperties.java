package io.latentry.engine;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much the server computes at a time.
 *
 * @param permits calls that run at once, each on one thread; 0 for as many as there are cores
 * @param queue calls that may wait for a permit; what comes on top is refused with 429
 * @param deadline for a call, waiting included; then it ends with 504
 * @param warmUp how long the engine practises before the server says that it is ready
 */
@Validated
@ConfigurationProperties("latentry.inference")
public record EngineProperties(
        @DefaultValue("0") @Min(0) @Max(1024) int permits,
        @DefaultValue("32") @Min(1) @Max(100_000) int queue,
        @DefaultValue("30s") @DurationMin(millis = 1) Duration deadline,
        @DefaultValue("300ms") @DurationMin Duration warmUp) {

    @Override
    public int permits() {
        return permits == 0 ? Runtime.getRuntime().availableProcessors() : permits;
    }
}
