package io.latentry.web.connection;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What one client may hold of the server.
 *
 * @param headerTimeout within which the head of a request must be complete
 * @param grace for which a request may wait for its client before {@code minRate} counts
 * @param minRate bytes that a client sends or reads, on average, in each second in which a request waits for it
 * @param maxWaiting requests that may wait for their clients at once; the slowest beyond are ended
 * @param perAddress connections of one address, or of one /64 network of IPv6
 */
@Validated
@ConfigurationProperties("latentry.connections")
record ConnectionProperties(
        @DefaultValue("10s") Duration headerTimeout,
        @DefaultValue("10s") Duration grace,
        @DefaultValue("16KB") DataSize minRate,
        @DefaultValue("32") @Min(1) int maxWaiting,
        @DefaultValue("512") @Min(1) int perAddress) {

    ConnectionProperties {
        if (headerTimeout.isZero() || headerTimeout.isNegative() || grace.isNegative() || minRate.toBytes() <= 0) {
            throw new IllegalArgumentException("latentry.connections needs a header-timeout and a min-rate above 0");
        }
    }
}
