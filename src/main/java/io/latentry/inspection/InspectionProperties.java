package io.latentry.inspection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What one look may take.
 *
 * @param maxItems of a dataset that are computed
 * @param maxAnswerValues numbers in a JSON answer
 * @param deadline for all that is computed
 */
@Validated
@ConfigurationProperties("latentry.inspection")
record InspectionProperties(
        @DefaultValue("2000") @Min(2) @Max(5_000) int maxItems,
        @DefaultValue("1000000") @Min(1) int maxAnswerValues,
        @DefaultValue("30s") @NotNull Duration deadline) {}
