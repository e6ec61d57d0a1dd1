package io.latentry.download;

import java.time.Duration;
import java.util.List;

/**
 * What the operator allows, written for each worker anew: a job may be older than the operator's last word.
 *
 * @param sources beginnings of addresses that redirects may lead to
 * @param maxBytes of a file
 * @param timeout for an answer to begin
 */
record DownloadLimits(List<String> sources, long maxBytes, Duration timeout) {

    /** In the job's folder. */
    static final String FILE = "limits.json";

    static DownloadLimits of(DownloadProperties properties) {
        return new DownloadLimits(properties.sources(), properties.maxSize().toBytes(), properties.timeout());
    }
}
