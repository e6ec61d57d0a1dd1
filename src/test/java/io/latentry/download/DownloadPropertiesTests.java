package io.latentry.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class DownloadPropertiesTests {

    @Test
    void allowNothingByDefault() {
        assertThat(bind(Map.of()))
                .isEqualTo(new DownloadProperties(
                        List.of(),
                        DataSize.ofGigabytes(1),
                        Duration.ofSeconds(30),
                        DataSize.ofKilobytes(10),
                        Duration.ofMinutes(5)));
    }

    @Test
    void areAllMapped() {
        Map<String, String> properties = Map.of(
                "latentry.downloads.sources", "https://a.example/x/,https://b.example/",
                "latentry.downloads.max-size", "2MB",
                "latentry.downloads.timeout", "1h",
                "latentry.downloads.min-rate", "5B",
                "latentry.downloads.retry-for", "2m");

        assertThat(bind(properties))
                .isEqualTo(new DownloadProperties(
                        List.of("https://a.example/x/", "https://b.example/"),
                        DataSize.ofMegabytes(2),
                        Duration.ofHours(1),
                        DataSize.ofBytes(5),
                        Duration.ofMinutes(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "sources, https://a.example/../",
        "max-size, 0B",
        "max-size, -1B",
        "timeout, 0s",
        "timeout, -1s",
        "timeout, 61m",
        "timeout, 30d",
        "min-rate, 0B",
        "min-rate, 2GB",
        "retry-for, 0s",
        "retry-for, 2h"
    })
    void areRefusedByNameWhereTheyMakeNoSense(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("latentry.downloads." + name, value)))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name.equals("sources") ? value : "latentry.downloads." + name);
    }

    private static DownloadProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("latentry.downloads", DownloadProperties.class);
    }
}
