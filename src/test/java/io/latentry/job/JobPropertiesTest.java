package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class JobPropertiesTest {

    @Test
    void haveDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new JobProperties(
                        1,
                        100,
                        3,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        Duration.ofDays(90),
                        new JobProperties.Worker(
                                "io.latentry.LatentryApplication",
                                DataSize.ofMegabytes(512),
                                null,
                                List.of(
                                        "-XX:+UseSerialGC",
                                        "-XX:Tier4InvocationThreshold=50000",
                                        "-XX:Tier4MinInvocationThreshold=20000",
                                        "-XX:Tier4CompileThreshold=100000",
                                        "-XX:Tier4BackEdgeThreshold=1000000",
                                        "-XX:+ExitOnOutOfMemoryError",
                                        "-XX:-CreateCoredumpOnCrash"),
                                10),
                        new JobProperties.Stream(100, Duration.ofSeconds(15))));
    }

    @Test
    void areAllMapped() {
        Map<String, String> properties = Map.ofEntries(
                Map.entry("latentry.jobs.concurrent", "2"),
                Map.entry("latentry.jobs.queue-capacity", "5"),
                Map.entry("latentry.jobs.max-attempts", "7"),
                Map.entry("latentry.jobs.restart-delay", "1s"),
                Map.entry("latentry.jobs.cancel-grace", "2s"),
                Map.entry("latentry.jobs.shutdown-wait", "3s"),
                Map.entry("latentry.jobs.keep", "7d"),
                Map.entry("latentry.jobs.worker.main-class", "Main"),
                Map.entry("latentry.jobs.worker.heap", "1GB"),
                Map.entry("latentry.jobs.worker.memory", "8GB"),
                Map.entry("latentry.jobs.worker.jvm-options", "-Xss1m,-Xint"),
                Map.entry("latentry.jobs.worker.niceness", "0"),
                Map.entry("latentry.jobs.stream.max-subscribers", "4"),
                Map.entry("latentry.jobs.stream.heartbeat", "4s"));

        assertThat(bind(properties))
                .isEqualTo(new JobProperties(
                        2,
                        5,
                        7,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofDays(7),
                        new JobProperties.Worker(
                                "Main",
                                DataSize.ofGigabytes(1),
                                DataSize.ofGigabytes(8),
                                List.of("-Xss1m", "-Xint"),
                                0),
                        new JobProperties.Stream(4, Duration.ofSeconds(4))));
    }

    private static JobProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("latentry.jobs", JobProperties.class);
    }
}
