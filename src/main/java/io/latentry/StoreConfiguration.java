package io.latentry;

import com.zaxxer.hikari.HikariDataSource;
import io.latentry.storage.FreeSpace;
import io.latentry.storage.Home;
import io.latentry.storage.HomeProbe;
import io.latentry.storage.StorageDatabase;
import io.latentry.storage.StorageMonitor;
import io.latentry.storage.StorageTimer;
import io.latentry.storage.StoreProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Says where the store is, opens it, and watches it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
class StoreConfiguration {

    @Bean
    static StoreOpener storeOpener(Environment environment) {
        return new StoreOpener(environment);
    }

    @Bean
    Home home(@Value("${latentry.home}") Path root, StoreProperties properties) {
        FreeSpace.keep(properties.reserve().toBytes());
        return new Home(root);
    }

    /** Before the first connection. */
    @Bean
    static BeanPostProcessor anchoredPool(ObjectProvider<DatabaseAnchor> anchor) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    anchor.getObject().serve(pool);
                }
                return bean;
            }
        };
    }

    /** Before the first write to the database. */
    @Bean
    FlywayConfigurationCustomizer roomToStart(Home home) {
        return configuration -> HomeProbe.makeRoomToStart(home);
    }

    /** Begins when the database has been opened, and from then on is held so: its file is part of what the home folder is known by. */
    @Bean
    @DependsOnDatabaseInitialization
    StorageMonitor storageMonitor(Home home, StorageDatabase database) throws IOException {
        Files.createDirectories(home.root());
        if (!database.isUsable(true)) {
            throw new IllegalStateException("The database cannot be used");
        }
        return new StorageMonitor(new HomeProbe(home, home.root().resolve("db/latentry.mv.db")), database);
    }

    @Bean
    StorageTimer storageTimer(StorageMonitor monitor, StoreProperties properties) {
        return new StorageTimer(monitor, properties.checkInterval());
    }
}
