package io.latentry.registry;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import io.latentry.model.SoftwareVersions;
import io.latentry.model.WeightsImporter;
import io.latentry.model.WeightsImporter.Description;
import io.latentry.storage.FreeSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what others publish: a safetensors file; a ZIP of one and its configuration, at its root or in one folder; or a file
 * that PyTorch wrote.
 */
@Component
class PublishedReader {

    private static final String CONFIG = "config.json";
    private static final String PREPROCESSOR = "preprocessor_config.json";
    private static final int MAX_TEXT = 1 << 20;

    private final WeightsImporter importer;
    private final SoftwareVersions software;
    private final RegistryProperties.Artifact limits;
    private final boolean torchFiles;
    private final JsonMapper json;

    PublishedReader(
            WeightsImporter importer, SoftwareVersions software, RegistryProperties properties, JsonMapper json) {
        this.importer = importer;
        this.software = software;
        this.limits = properties.artifact();
        this.torchFiles = properties.torchFiles();
        this.json = json;
    }

    /** Reads a bare safetensors file. */
    Artifact read(ReceivedFile received, Path folder) {
        return convert(received.options().description(), received.file(), received.source(), folder);
    }

    /** Reads a ZIP file. */
    Artifact readZip(ReceivedFile received, Path folder) throws IOException {
        try (ZipFile zip = ZipContents.open(received.file())) {
            PublishedConfig config = new PublishedConfig(
                    find(zip, CONFIG).map(entry -> parse(zip, entry)).orElseThrow(() -> missing(CONFIG)),
                    find(zip, PREPROCESSOR).map(entry -> parse(zip, entry)).orElseGet(json::createObjectNode));
            Path weights = folder.resolve("published.safetensors");
            ZipEntry entry =
                    find(zip, ArtifactEntry.WEIGHTS.file()).orElseThrow(() -> missing(ArtifactEntry.WEIGHTS.file()));
            try (OutputStream output = FreeSpace.guard(Files.newOutputStream(weights), weights)) {
                ZipContents.copy(zip, entry, limits.maxWeights().toBytes(), limits.maxRatio(), output);
            }
            return convert(config.description(), weights, received.source(), folder);
        }
    }

    /**
     * Reads a file of PyTorch's.
     *
     * @throws InvalidInputException if the operator has not allowed such files
     */
    Artifact readTorch(ReceivedFile received, Path folder) {
        if (!torchFiles) {
            throw ZipContents.invalid(
                    "This is a file of PyTorch's own, a pickle, which is taken only where the operator has set"
                            + " latentry.models.torch-files; save the state dict with safetensors.torch.save_file"
                            + " instead");
        }
        Description description = received.options().description();
        Path weights = folder.resolve("published.safetensors");
        importer.unpack(received.file(), weights, limits.maxWeights().toBytes());
        return convert(description, weights, received.source(), folder);
    }

    private Artifact convert(Description description, Path weights, String source, Path folder) {
        Path converted = folder.resolve(ArtifactEntry.WEIGHTS.file());
        ModelConfig config = importer.convert(description, weights, converted);
        ModelCard card = new ModelCard(
                config.method(),
                config.hyperparameters(),
                null,
                null,
                null,
                null,
                software.byName(),
                Map.of(),
                "Weights of a %s that was trained elsewhere; %s".formatted(description.architecture(), source));
        return new Artifact(config, card, converted);
    }

    /** An entry at the root or in a folder; other files, such as a README, are passed over. */
    private static Optional<? extends ZipEntry> find(ZipFile zip, String name) {
        List<? extends ZipEntry> found = zip.stream()
                .filter(entry -> entry.getName().equals(name) || entry.getName().matches("[^/]+/" + name))
                .toList();
        if (found.size() > 1) {
            throw ZipContents.invalid("The ZIP file has " + name + " twice");
        }
        return found.stream().findFirst();
    }

    static boolean hasConfig(ZipFile zip) {
        return find(zip, CONFIG).isPresent();
    }

    private JsonNode parse(ZipFile zip, ZipEntry entry) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            ZipContents.copy(zip, entry, MAX_TEXT, limits.maxRatio(), text);
            JsonNode root = json.readTree(text.toByteArray());
            if (!root.isObject()) {
                throw notAnObject(entry);
            }
            return root;
        } catch (JacksonException e) {
            throw notAnObject(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InvalidInputException notAnObject(ZipEntry entry) {
        return new InvalidInputException(
                "invalid-artifact",
                entry.getName() + " is not a JSON object",
                List.of(new FieldError(entry.getName(), "must be a JSON object")));
    }

    private static InvalidInputException missing(String name) {
        return new InvalidInputException(
                "invalid-artifact", name + " is missing", List.of(new FieldError(name, "is missing")));
    }
}
