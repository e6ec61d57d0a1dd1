package io.latentry.dataset;

import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a dataset's folder says of itself.
 *
 * @param shape of one item
 * @param elementType how values are stored
 * @param trainCount items in the training split
 * @param testCount items in the test split
 * @param minimum smallest value, of images in [0, 1]
 * @param maximum largest value, likewise
 * @param classes names of the labels; empty if items have none
 * @param itemsPerPiece items in each file of a split but its last
 * @param hash {@link ContentHash}
 */
record DatasetManifest(
        List<Integer> shape,
        ElementType elementType,
        int trainCount,
        int testCount,
        double minimum,
        double maximum,
        List<String> classes,
        int itemsPerPiece,
        String hash) {

    static final String FILE = "dataset.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static DatasetManifest of(DatasetFacts facts, int itemsPerPiece, String hash) {
        return new DatasetManifest(
                facts.shape().dimensions(),
                facts.elementType(),
                facts.trainCount(),
                facts.testCount(),
                facts.minimum(),
                facts.maximum(),
                facts.classes(),
                itemsPerPiece,
                hash);
    }

    static DatasetManifest read(Path folder) {
        try {
            return JSON.readValue(Files.readAllBytes(folder.resolve(FILE)), DatasetManifest.class);
        } catch (NoSuchFileException exception) {
            throw FolderCheck.damaged(folder, FILE + " is missing");
        } catch (IOException exception) {
            throw new UncheckedIOException("No dataset in " + folder, exception);
        } catch (JacksonException exception) {
            throw FolderCheck.damaged(folder, FILE + " is not what was stored");
        }
    }

    void write(Path folder) throws IOException {
        DurableFiles.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
    }

    DatasetFacts facts() {
        return new DatasetFacts(new ItemShape(shape), elementType, trainCount, testCount, minimum, maximum, classes);
    }

    int count(Split split) {
        return split == Split.TRAIN ? trainCount : testCount;
    }
}
