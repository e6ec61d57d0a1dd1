package io.latentry.exchange;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What one request may ask of a model.
 *
 * @param maxItems sent, referred to, sampled or interpolated
 * @param maxBody size of a request's body
 * @param maxTensor size of the items, and of the codes, as floats in memory
 */
@Validated
@ConfigurationProperties("latentry.inference")
record ExchangeProperties(
        @DefaultValue("1024") @Min(1) @Max(1_000_000) int maxItems,
        @DefaultValue("64MB") @NotNull DataSize maxBody,
        @DefaultValue("256MB") @NotNull DataSize maxTensor) {}
