package io.latentry.dataset.ingest;

import io.latentry.dataset.DatasetProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;

/** Reads a dataset from an NPZ file, whose arrays are named {@code x_train}, {@code y_train} and so on. */
final class NpzReader {

    private static final String ENDING = ".npy";
    private static final List<String> TRAIN = List.of("x_train", "x");
    private static final List<String> TRAIN_LABELS = List.of("y_train", "y");
    private static final List<String> TEST = List.of("x_test");
    private static final List<String> TEST_LABELS = List.of("y_test");

    private final DatasetProperties limits;
    private final IngestOptions options;

    NpzReader(DatasetProperties limits, IngestOptions options) {
        this.limits = limits;
        this.options = options;
    }

    static boolean isNpz(ZipArchive archive) {
        return !archive.entries().isEmpty()
                && archive.entries().stream().allMatch(entry -> entry.getName().endsWith(ENDING));
    }

    void read(ZipArchive archive, Path folder) throws IOException {
        Map<String, ArraySource> arrays = new HashMap<>();
        for (ZipEntry entry : archive.entries()) {
            String name = entry.getName();
            String key = name.substring(0, name.length() - ENDING.length()).toLowerCase(Locale.ROOT);
            if (arrays.put(key, archive.array(entry)) != null) {
                throw Malformed.file(archive.field(), "has two arrays " + name);
            }
        }
        ArrayPart train = part(arrays, TRAIN, TRAIN_LABELS)
                .orElseThrow(() -> Malformed.file(archive.field(), "has no array x_train or x"));
        Optional<ArrayPart> test = part(arrays, TEST, TEST_LABELS);
        if (!arrays.isEmpty()) {
            throw Malformed.file(
                    archive.field(),
                    "has arrays other than x_train, y_train, x_test and y_test, or x and y, in their place");
        }
        new ArrayReader(limits, options).read(train, test, folder);
    }

    /** Takes a part's arrays out of the map. */
    private static Optional<ArrayPart> part(Map<String, ArraySource> arrays, List<String> items, List<String> labels) {
        return take(arrays, items).map(source -> new ArrayPart(source, take(arrays, labels)));
    }

    private static Optional<ArraySource> take(Map<String, ArraySource> arrays, List<String> names) {
        return names.stream().filter(arrays::containsKey).findFirst().map(arrays::remove);
    }
}
