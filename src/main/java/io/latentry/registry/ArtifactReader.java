package io.latentry.registry;

import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import io.latentry.model.NetworkLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads artifacts from outside. */
@Component
class ArtifactReader {

    private final ArtifactJson json;
    private final NetworkLoader loader;
    private final RegistryProperties.Artifact limits;

    ArtifactReader(ArtifactJson json, NetworkLoader loader, RegistryProperties properties) {
        this.json = json;
        this.loader = loader;
        this.limits = properties.artifact();
    }

    /**
     * Reads a ZIP file; what it returns can be published.
     *
     * @param folder for the weights
     * @throws io.latentry.core.error.InvalidInputException if the file is not an artifact, or its parts contradict each other
     * @throws io.latentry.core.error.TooLargeException if an entry exceeds its limit
     */
    Artifact read(Path file, Path folder) throws IOException {
        try (ArtifactZip zip = ArtifactZip.open(file, limits)) {
            ModelConfig config = json.read(ArtifactEntry.CONFIG, zip.read(ArtifactEntry.CONFIG), ModelConfig.class);
            check(config);
            ModelCard card = json.read(ArtifactEntry.CARD, zip.read(ArtifactEntry.CARD), ModelCard.class);
            check(card, config, zip);
            Path weights = folder.resolve(ArtifactEntry.WEIGHTS.file());
            zip.extractWeights(weights);
            loader.verify(config, weights);
            return new Artifact(config, card, weights);
        }
    }

    private static void check(ModelConfig config) {
        if (!config.format().equals(ModelConfig.FORMAT)) {
            throw ArtifactJson.invalid(ArtifactEntry.CONFIG, "format", "must be " + ModelConfig.FORMAT);
        }
        try {
            config.shape();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ArtifactJson.invalid(
                    ArtifactEntry.CONFIG, "itemShape", "must be [channels, height, width] or [width], each positive");
        }
        if (!isShape(config.codeShape())) {
            throw ArtifactJson.invalid(ArtifactEntry.CONFIG, "codeShape", "must be one or more positive sizes");
        }
    }

    private static boolean isShape(List<Integer> sizes) {
        try {
            return !sizes.isEmpty()
                    && sizes.stream().allMatch(size -> size > 0)
                    && sizes.stream().reduce(1, Math::multiplyExact) > 0;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private void check(ModelCard card, ModelConfig config, ArtifactZip zip) throws IOException {
        if (!card.method().equals(config.method())) {
            throw ArtifactJson.invalid(ArtifactEntry.CARD, "method", "must be that of config.json");
        }
        if (zip.has(ArtifactEntry.METRICS)
                && !json.read(ArtifactEntry.METRICS, zip.read(ArtifactEntry.METRICS), Metrics.class)
                        .equals(card.metrics())) {
            throw ArtifactJson.invalid(ArtifactEntry.METRICS, "", "must be the metrics of card.json");
        }
    }

    /** So that its type survives. */
    static final class Metrics extends HashMap<String, Double> {}
}
