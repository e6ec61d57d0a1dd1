package io.latentry.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The demo models that the jar brings. */
@Component
class DemoModels {

    private static final List<Demo> ALL = List.of(
            demo("demo-autoencoder"),
            demo("demo-denoiser"),
            demo("demo-vae"),
            demo("demo-vae-2d"),
            demo("demo-backbone"));

    private final VersionTable versions;
    private final ArtifactImport artifacts;
    private final TransactionTemplate transaction;

    DemoModels(VersionTable versions, ArtifactImport artifacts, TransactionTemplate transaction) {
        this.versions = versions;
        this.artifacts = artifacts;
        this.transaction = transaction;
    }

    private static Demo demo(String name) {
        return new Demo(name, new ClassPathResource("demo/" + name + ".zip"));
    }

    /** Those that are in the jar; one built without them has none. */
    static List<Demo> all() {
        return ALL.stream().filter(demo -> demo.artifact().exists()).toList();
    }

    /** Publishes all or none, unless a model was ever published here: one that was deleted stays deleted. */
    void register(List<Demo> demos) {
        transaction.executeWithoutResult(status -> {
            if (versions.isUntouched()) {
                demos.forEach(this::restore);
            }
        });
    }

    /** The version that came from the jar; published again, under the next number, if it was deleted. */
    ModelVersion restore(Demo demo) {
        return versions.findByOrigin(demo.origin()).orElseGet(() -> publish(demo));
    }

    private ModelVersion publish(Demo demo) {
        try (InputStream input = demo.artifact().getInputStream()) {
            return artifacts.publish(demo.name(), demo.origin(), input, PublishedOptions.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model and the artifact it comes from. */
    record Demo(String name, Resource artifact) {

        private String origin() {
            return "demo:" + name;
        }
    }
}
