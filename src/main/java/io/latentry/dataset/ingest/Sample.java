package io.latentry.dataset.ingest;

import io.latentry.core.error.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A dataset that ships with the server, as IDX files beside their licence.
 *
 * @param datasetName by which requests call it
 * @param classes names of its labels
 * @param resources its files
 */
record Sample(String datasetName, List<String> classes, Map<FileRole, String> resources) {

    private static final Sample FASHION = new Sample(
            "fashion-sample",
            List.of(
                    "T-shirt/top",
                    "Trouser",
                    "Pullover",
                    "Dress",
                    "Coat",
                    "Sandal",
                    "Shirt",
                    "Sneaker",
                    "Bag",
                    "Ankle boot"),
            Map.of(
                    FileRole.TRAIN, "train-images-idx3-ubyte.gz",
                    FileRole.TRAIN_LABELS, "train-labels-idx1-ubyte.gz",
                    FileRole.TEST, "test-images-idx3-ubyte.gz",
                    FileRole.TEST_LABELS, "test-labels-idx1-ubyte.gz"));

    private static final Sample DIGITS = new Sample(
            "digits",
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            Map.of(FileRole.TRAIN, "images-idx3-ubyte.gz", FileRole.TRAIN_LABELS, "labels-idx1-ubyte.gz"));

    static List<Sample> all() {
        return List.of(FASHION, DIGITS);
    }

    static Sample named(String name) {
        return all().stream()
                .filter(sample -> sample.datasetName.equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("sample-not-found", "There is no sample " + name));
    }

    Map<FileRole, Ingest.Content> files() {
        Map<FileRole, Ingest.Content> contents = new EnumMap<>(FileRole.class);
        resources.forEach((role, file) -> contents.put(role, target -> copy(file, target)));
        return contents;
    }

    private void copy(String file, Path target) throws IOException {
        String resource = "/samples/" + datasetName + "/" + file;
        try (InputStream in = Sample.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing from the class path: " + resource);
            }
            Files.copy(in, target);
        }
    }
}
