package io.latentry.registry;

import io.latentry.storage.IfThereIsRoom;
import io.latentry.storage.StorageMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports the demo models that the jar brings, all or none, unless a model was ever published here: one that was deleted
 * stays deleted. {@code latentry.demo=false} leaves them out.
 */
@Component
@Order(20)
@ConditionalOnBooleanProperty(name = "latentry.demo", matchIfMissing = true)
class DemoModels implements ApplicationRunner {

    private static final List<String> NAMES =
            List.of("demo-autoencoder", "demo-denoiser", "demo-vae", "demo-vae-2d", "demo-backbone");

    private final VersionTable versions;
    private final ArtifactImport artifacts;
    private final TransactionTemplate transaction;
    private final StorageMonitor storage;

    DemoModels(
            VersionTable versions, ArtifactImport artifacts, TransactionTemplate transaction, StorageMonitor storage) {
        this.versions = versions;
        this.artifacts = artifacts;
        this.transaction = transaction;
        this.storage = storage;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List<Demo> demos = NAMES.stream()
                .map(name -> new Demo(name, new ClassPathResource("demo/" + name + ".zip")))
                .filter(demo -> demo.artifact().exists())
                .toList();
        IfThereIsRoom.add("demo models", storage, () -> register(demos));
    }

    void register(List<Demo> demos) {
        transaction.executeWithoutResult(status -> {
            if (versions.isUntouched()) {
                demos.forEach(this::publish);
            }
        });
    }

    private void publish(Demo demo) {
        try (InputStream input = demo.artifact().getInputStream()) {
            artifacts.publish(demo.name(), "demo:" + demo.name(), input, PublishedOptions.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model and the artifact it comes from. */
    record Demo(String name, Resource artifact) {}
}
