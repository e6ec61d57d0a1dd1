package io.latentry.registry;

import io.latentry.storage.DurableFiles;
import io.latentry.storage.Home;
import io.latentry.storage.OrphanSweep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The files of descriptions: {@code models/name.json} of a model, {@code models/name@3.json} of a version. */
@Component
class DescriptionFiles {

    private static final Logger LOG = LoggerFactory.getLogger(DescriptionFiles.class);
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final JsonMapper json;

    DescriptionFiles(Home home, JsonMapper json) {
        this.folder = home.models();
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    Path of(String model) {
        return folder.resolve(model + SUFFIX);
    }

    Path of(String model, int version) {
        return of(model + "@" + version);
    }

    /** Writes a description, durably, unless the file says the same already. */
    void write(Path file, Object description) {
        byte[] bytes = json.writeValueAsBytes(description);
        try {
            Files.createDirectories(folder);
            if (Files.notExists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
                DurableFiles.write(file, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            DurableFiles.force(folder);
        }
    }

    /** All files with descriptions. */
    List<Path> list() {
        return OrphanSweep.entries(folder).stream()
                .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                .toList();
    }

    /** The descriptions of all models; files under other names than their own are left out. */
    List<ModelDescription> models() {
        return list().stream()
                .filter(file -> !isVersion(file))
                .flatMap(file ->
                        read(file, ModelDescription.class).stream().filter(model -> file.equals(of(model.name()))))
                .toList();
    }

    /** The descriptions of all versions, in the same way. */
    List<VersionDescription> versions() {
        return list().stream()
                .filter(DescriptionFiles::isVersion)
                .flatMap(file -> read(file, VersionDescription.class).stream()
                        .filter(each -> file.equals(
                                of(each.version().name(), each.version().version()))))
                .toList();
    }

    private static boolean isVersion(Path file) {
        return file.getFileName().toString().contains("@");
    }

    private <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), type));
        } catch (JacksonException e) {
            LOG.warn("{} cannot be read and is left out: {}", file, e.getOriginalMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
