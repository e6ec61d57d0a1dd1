package io.latentry;

import io.latentry.storage.Home;
import io.latentry.storage.StoreGate;
import io.latentry.storage.StoreProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Opens the store before any bean is made, the database among them, and closes it after the last one is gone. */
final class StoreOpener implements BeanFactoryPostProcessor {

    private static final String MIGRATIONS = "classpath*:db/migration/V*__*.sql";

    private final Environment environment;

    StoreOpener(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        StoreProperties properties = Binder.get(environment).bindOrCreate("latentry.store", StoreProperties.class);
        StoreGate gate = StoreGate.of(
                new Home(Path.of(environment.getRequiredProperty("latentry.home"))),
                new StoreGate.Terms(
                        newestMigration(),
                        properties.adopt(),
                        environment.getProperty("spring.datasource.url", ""),
                        environment.getProperty("spring.datasource.username", ""),
                        environment.getProperty("spring.datasource.password", "")));
        ((DefaultListableBeanFactory) factory).registerDisposableBean("storeGate", gate::close);
        factory.registerSingleton("storeStart", gate.open());
        // Closed after everything that uses the database, and before another server may open it.
        DatabaseAnchor anchor = new DatabaseAnchor();
        ((DefaultListableBeanFactory) factory).registerDisposableBean("databaseAnchor", anchor::close);
        factory.registerSingleton("databaseAnchor", anchor);
    }

    private static int newestMigration() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(MIGRATIONS))
                    .map(Resource::getFilename)
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .max()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
