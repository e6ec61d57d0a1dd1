package io.latentry.download;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What may be fetched from elsewhere.
 *
 * @param sources beginnings of addresses, such as {@code https://huggingface.co/timm/}; redirects lead to these alone, too.
 *     None, and nothing is fetched
 * @param maxSize of a file
 * @param timeout for a connection, and for its next bytes
 */
@Validated
@ConfigurationProperties("latentry.downloads")
record DownloadProperties(
        @DefaultValue List<String> sources,
        @DefaultValue("1GB") DataSize maxSize,
        @DefaultValue("30s") Duration timeout) {

    DownloadProperties {
        sources.forEach(Source::parse);
    }

    Sources allowed() {
        return Sources.of(sources);
    }
}
