package io.latentry.dataset;

import io.latentry.model.Names;
import io.latentry.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the database knows of a dataset beyond its {@link DatasetManifest}; a file in its folder, so that its row can be
 * made again.
 *
 * @param name by which requests call it
 * @param createdAt when it was sealed
 */
record DatasetRegistration(String name, Instant createdAt) {

    private static final String FILE = "registration.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static DatasetRegistration of(Dataset dataset) {
        return new DatasetRegistration(dataset.name(), dataset.createdAt());
    }

    /** Reads a folder's registration; empty if there is none, or none that can be read. */
    static Optional<DatasetRegistration> find(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), DatasetRegistration.class))
                    .filter(DatasetRegistration::isComplete);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("ConstantValue") // a file may leave anything out
    private boolean isComplete() {
        return name != null && name.matches(Names.PATTERN) && createdAt != null;
    }

    void write(Path folder) throws IOException {
        DurableFiles.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
    }
}
