package io.latentry;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Makes {@code latentry.home} absolute before anything reads it: the database takes no path that begins with a name. */
final class AbsoluteHome implements EnvironmentPostProcessor {

    private static final String HOME = "latentry.home";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String home = environment.getProperty(HOME);
        if (home != null) {
            String absolute = Path.of(home).toAbsolutePath().normalize().toString();
            environment.getPropertySources().addFirst(new MapPropertySource("absolute-home", Map.of(HOME, absolute)));
        }
    }
}
