package io.latentry.exchange;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What one request may ask of a model, and how many may work at a time.
 *
 * @param maxItems sent, referred to, sampled or interpolated
 * @param maxBody size of a request's body
 * @param maxTensor size of the items, and of the codes, as floats in memory
 * @param permits requests that are worked on at once; 0 for as many as there are cores
 * @param queue requests that may wait in a burst; what comes on top is refused with 429
 * @param deadline for waiting; then a request ends with 504
 */
@Validated
@ConfigurationProperties("latentry.inference")
record ExchangeProperties(
        @DefaultValue("1024") @Min(1) @Max(1_000_000) int maxItems,
        @DefaultValue("64MB") @NotNull DataSize maxBody,
        @DefaultValue("256MB") @NotNull DataSize maxTensor,
        @DefaultValue("0") @Min(0) @Max(1024) int permits,
        @DefaultValue("32") @Min(1) @Max(100_000) int queue,
        @DefaultValue("30s") @DurationMin(millis = 1) Duration deadline) {

    @Override
    public int permits() {
        return permits == 0 ? Runtime.getRuntime().availableProcessors() : permits;
    }
}
