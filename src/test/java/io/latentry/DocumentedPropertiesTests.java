package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Whoever runs a server finds each of its properties in the README or in docs/operations.md. */
class DocumentedPropertiesTests {

    @Test
    void everyPropertyIsDocumented() throws IOException {
        String pages = Files.readString(Path.of("README.md")) + Files.readString(Path.of("docs/operations.md"));

        List<String> properties = properties();
        assertThat(properties).hasSizeGreaterThan(60).contains("latentry.jobs.worker.heap", "latentry.api-key");
        assertThat(properties)
                .filteredOn(property -> !isIn(pages, property))
                .as("properties that no page names")
                .isEmpty();
    }

    /** By its whole name, or in one row with others by its last part. */
    private static boolean isIn(String pages, String property) {
        int dot = property.lastIndexOf('.');
        return pages.lines()
                .anyMatch(line -> line.contains(property)
                        || (line.contains("`" + property.substring(0, dot + 1))
                                && line.contains("`" + property.substring(dot) + "`")));
    }

    static List<String> properties() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("io.latentry").stream()
                .map(bean -> type(bean.getBeanClassName()))
                .flatMap(UnknownProperties::namesIn)
                .distinct()
                .toList();
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
