package io.latentry.storage;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How stored files are compared with their checksums in the background.
 *
 * @param rate bytes read in a second, at most; 0 for no scrub at all
 * @param delay between the server's start and the first round
 * @param interval between the end of a round and the next
 */
@Validated
@ConfigurationProperties("latentry.scrub")
record ScrubProperties(
        @DefaultValue("10MB") DataSize rate,
        @DefaultValue("1m") @DurationMin Duration delay,
        @DefaultValue("1d") @DurationMin(seconds = 1) Duration interval) {}
