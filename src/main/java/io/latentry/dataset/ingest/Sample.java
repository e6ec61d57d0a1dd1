package io.latentry.dataset.ingest;

import io.latentry.model.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The datasets that ship with the server, as IDX files beside their licences. */
enum Sample {
    FASHION(
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
                    FileRole.TEST_LABELS, "test-labels-idx1-ubyte.gz")),
    DIGITS(
            "digits",
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            Map.of(FileRole.TRAIN, "images-idx3-ubyte.gz", FileRole.TRAIN_LABELS, "labels-idx1-ubyte.gz"));

    private final String datasetName;
    private final List<String> classes;
    private final Map<FileRole, String> files;

    Sample(String datasetName, List<String> classes, Map<FileRole, String> files) {
        this.datasetName = datasetName;
        this.classes = classes;
        this.files = files;
    }

    static Sample named(String name) {
        return Stream.of(values())
                .filter(sample -> sample.datasetName.equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("sample-not-found", "There is no sample " + name));
    }

    String datasetName() {
        return datasetName;
    }

    List<String> classes() {
        return classes;
    }

    Map<FileRole, Ingest.Content> files() {
        Map<FileRole, Ingest.Content> contents = new EnumMap<>(FileRole.class);
        files.forEach((role, file) -> contents.put(role, target -> copy(file, target)));
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
