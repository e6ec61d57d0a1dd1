package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A misspelled property is not ignored in silence. */
class UnknownPropertiesTests {

    private static final List<String> KNOWN =
            List.of("latentry.api-key", "latentry.jobs.worker.heap", "latentry.jobs.worker.jvm-options");

    @Test
    void misspelledNamesAreFound() {
        assertThat(unknown(Map.of("latentry.workers.heap", "1g", "LATENTRY_API_KEYS", "secret")))
                .containsExactly("LATENTRY_API_KEYS", "latentry.workers.heap");
    }

    @Test
    void everyWayToWriteAKnownNameIsKnown() {
        assertThat(unknown(Map.of(
                        "latentry.apiKey", "secret",
                        "LATENTRY_APIKEY", "secret",
                        "LATENTRY_API_KEY", "secret",
                        "latentry.jobs.worker.jvm-options[0]", "-Xint",
                        "LATENTRY_JOBS_WORKER_JVMOPTIONS_1_", "-Xint")))
                .isEmpty();
    }

    @Test
    void whatOthersSetIsNoneOfThem() {
        assertThat(unknown(Map.of(
                        "LATENTRY_SERVICE_HOST", "10.0.0.1",
                        "LATENTRY_PORT_8080_TCP_ADDR", "10.0.0.1",
                        "spring.latentry.key", "1",
                        "latentrys", "1")))
                .isEmpty();
    }

    private static Iterable<String> unknown(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        // Those of the tests themselves.
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return UnknownProperties.in(environment, KNOWN);
    }
}
