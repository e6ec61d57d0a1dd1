package io.latentry.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.engine.ForeignWeights;
import io.latentry.engine.ImportChecks;
import io.latentry.model.ModelConfig;
import io.latentry.model.SoftwareVersions;
import io.latentry.testing.Decoding;
import io.latentry.web.WebJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** Reads fuzzed bytes as an import does, with what the engine really checks, and looks at what would be published. */
final class ImportKit {

    private static final RegistryProperties PROPERTIES = RegistryKit.properties(true);
    private static final ArtifactJson JSON = new ArtifactJson();
    private static final ImportReader READER = new ImportReader(
            new ArtifactReader(JSON, new ImportChecks(), PROPERTIES),
            new PublishedReader(
                    new ForeignWeights(), new SoftwareVersions(Map.of("java", "17")), PROPERTIES, WebJson.mapper()));

    /** Of weights that come without a configuration. */
    private static final PublishedOptions OPTIONS =
            new PublishedOptions("resnet20", 32, 1.0, List.of(0.5), List.of(0.5));

    private ImportKit() {}

    /** Imports a file, which may need so much memory beside that for its weights. */
    static void check(byte[] file, long mostBytes) {
        try {
            Path folder = Files.createTempDirectory("latentry-fuzz");
            try {
                Path received = Files.write(folder.resolve("received"), file);
                long weights = PROPERTIES.artifact().maxWeights().toBytes();
                Decoding.check(
                        mostBytes + 4 * weights,
                        () -> check(READER.read(new ReceivedFile(received, OPTIONS, "fuzzed"), folder)));
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static void check(Artifact artifact) throws IOException {
        ModelConfig config = artifact.config();
        assertThat(config.shape().size()).isPositive();
        assertThat(config.codeSize()).isPositive();
        assertThat(Files.size(artifact.weights())).isGreaterThan(config.parameters() * Float.BYTES);
        assertThat(JSON.read(ArtifactEntry.CONFIG, JSON.write(config), ModelConfig.class))
                .isEqualTo(config);
        assertThat(JSON.write(artifact.card())).isNotEmpty();
    }
}
