package io.latentry;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;

/** Warns of {@code latentry.*} properties that do not exist, as one misspelled, which Spring ignores. */
@Component
class UnknownProperties {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownProperties.class);
    private static final String PREFIX = "latentry";

    /** Read by name, without a record. */
    private static final List<String> SINGLE =
            List.of("latentry.home", "latentry.demo", "latentry.readiness.requires-writes");

    /** Kubernetes sets variables such as {@code LATENTRY_SERVICE_HOST} for a service of this name. */
    private static final List<String> SET_BY_KUBERNETES = List.of("latentryservice", "latentryport");

    private final ApplicationContext context;
    private final ConfigurableEnvironment environment;

    UnknownProperties(ApplicationContext context, ConfigurableEnvironment environment) {
        this.context = context;
        this.environment = environment;
    }

    @EventListener(ApplicationStartedEvent.class)
    void warn() {
        Collection<String> unknown = in(environment, known());
        if (!unknown.isEmpty()) {
            LOG.warn("Unknown properties, which have no effect: {}", String.join(", ", unknown));
        }
    }

    /** The names of all properties. */
    List<String> known() {
        Stream<String> bound = ConfigurationPropertiesBean.getAll(context).values().stream()
                .map(bean -> bean.asBindTarget().getType().toClass())
                .filter(type -> type.getName().startsWith("io.latentry."))
                .flatMap(UnknownProperties::namesIn);
        return Stream.concat(bound, SINGLE.stream()).toList();
    }

    /** The names of the properties that a record holds. */
    static Stream<String> namesIn(Class<?> type) {
        return names(type.getAnnotation(ConfigurationProperties.class).value(), type);
    }

    private static Stream<String> names(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            String name = prefix + "." + dashed(component);
            return component.getType().isRecord() ? names(name, component.getType()) : Stream.of(name);
        });
    }

    private static String dashed(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Names under {@code latentry} that an environment has beside the known ones, as they are written there. */
    static Collection<String> in(ConfigurableEnvironment environment, List<String> known) {
        List<String> uniform = known.stream().map(UnknownProperties::uniform).toList();
        return environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> name.matches("(?i)" + PREFIX + "[._].*"))
                .filter(name -> !uniform.contains(uniform(name)))
                .filter(name -> SET_BY_KUBERNETES.stream().noneMatch(uniform(name)::startsWith))
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    /** What all ways to write a name have in common; elements of lists count as the list. */
    private static String uniform(String name) {
        return name.replaceAll("\\[\\d+]$|_\\d+_?$", "")
                .replaceAll("[^A-Za-z0-9]", "")
                .toLowerCase(Locale.ROOT);
    }
}
