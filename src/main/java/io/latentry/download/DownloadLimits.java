package io.latentry.download;

import java.time.Duration;
import java.util.List;

/**
 * What the operator allows, written for each worker anew: a job may be older than the operator's last word.
 *
 * @param sources beginnings of addresses that redirects may lead to
 * @param maxBytes of a file
 * @param timeout for an answer to begin, and for {@code leastBytes} of it
 * @param leastBytes that must come of a file in each {@code timeout} until its end
 * @param retryFor how long is waited for a source from which nothing new comes
 */
record DownloadLimits(List<String> sources, long maxBytes, Duration timeout, long leastBytes, Duration retryFor) {

    /** In the job's folder. */
    static final String FILE = "limits.json";

    static DownloadLimits of(DownloadProperties properties) {
        long leastBytes = properties.minRate().toBytes() * properties.timeout().toMillis() / 1000;
        return new DownloadLimits(
                properties.sources(),
                properties.maxSize().toBytes(),
                properties.timeout(),
                Math.max(1, leastBytes),
                properties.retryFor());
    }
}
