package io.latentry.download;

import io.latentry.core.error.ImpossibleException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be fetched from elsewhere.
 *
 * @param sources beginnings of addresses, such as {@code https://huggingface.co/timm/}; redirects lead to these alone, too.
 *     None, and nothing is fetched
 * @param maxSize of a file
 * @param timeout for an answer to begin
 * @param minRate bytes a second that must come of a file, on average over each timeout
 * @param retryFor pauses, in all, between attempts in a row that bring nothing new
 */
@ConfigurationProperties("latentry.downloads")
record DownloadProperties(
        @DefaultValue List<String> sources,
        @DefaultValue("1GB") DataSize maxSize,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("10KB") DataSize minRate,
        @DefaultValue("5m") Duration retryFor) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final DataSize FASTEST = DataSize.ofGigabytes(1);

    DownloadProperties {
        sources.forEach(Source::parse);
        require(maxSize.toBytes() > 0, "max-size must be positive");
        require(isInRange(timeout), "timeout must be from 1ms to 1h");
        require(isInRange(retryFor), "retry-for must be from 1ms to 1h");
        require(
                minRate.toBytes() > 0 && minRate.compareTo(FASTEST) <= 0,
                "min-rate must be from 1B to " + FASTEST.toGigabytes() + "GB");
    }

    private static boolean isInRange(Duration value) {
        return value.compareTo(SHORTEST) >= 0 && value.compareTo(LONGEST) <= 0;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("latentry.downloads." + rule);
        }
    }

    /** @throws ImpossibleException if nothing may be fetched from there */
    void requireAllowed(URI url) {
        if (!Sources.of(sources).allow(url)) {
            throw new ImpossibleException(
                    "source-not-allowed",
                    "Nothing may be fetched from there; latentry.downloads.sources names what the operator allows",
                    Map.of("sources", sources));
        }
    }
}
