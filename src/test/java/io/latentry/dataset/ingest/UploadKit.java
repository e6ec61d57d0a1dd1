package io.latentry.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.DatasetProperties;
import io.latentry.dataset.Split;
import io.latentry.dataset.StoredDataset;
import io.latentry.model.DatasetFacts;
import io.latentry.testing.Decoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** Reads fuzzed bytes as an upload does, within narrow limits, and checks the dataset if there is one. */
final class UploadKit {

    private static final DatasetProperties LIMITS = new DatasetProperties(
            false,
            1,
            DataSize.ofMegabytes(1),
            DataSize.ofMegabytes(1),
            200,
            500,
            4096,
            4096,
            DataSize.ofKilobytes(64),
            50,
            32,
            DataSize.ofKilobytes(16),
            1000);

    /**
     * What is expanded is copied some times, and every image in an archive may be as large as its file and its pixels may be,
     * and is looked at twice.
     */
    private static final long MOST_BYTES = 4 * LIMITS.maxExpanded().toBytes()
            + 2L * LIMITS.maxZipEntries() * (2 * LIMITS.maxImageFile().toBytes() + 32L * LIMITS.maxImagePixels());

    static final IngestOptions NONE = IngestOptions.named(List.of());

    private UploadKit() {}

    static IngestOptions label(String column) {
        return new IngestOptions(
                Optional.of(column),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static IngestOptions size(int height, int width) {
        return new IngestOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.of(0.5),
                Optional.empty(),
                Optional.of(new ImageSize(height, width)),
                Optional.empty());
    }

    /** Uploads a single file. */
    static void check(byte[] file, IngestOptions options) {
        try {
            Path folder = Files.createTempDirectory("latentry-fuzz");
            try {
                Path content = Files.write(folder.resolve("file"), file);
                Decoding.check(MOST_BYTES, () -> read(content, options, Files.createTempDirectory(folder, "dataset")));
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static void read(Path content, IngestOptions options, Path folder) throws IOException {
        UploadedFile file = new UploadedFile("file", content, LIMITS);
        new UploadReader(LIMITS, options).read(Map.of(FileRole.FILE, file), folder);
        try (StoredDataset dataset = StoredDataset.open(folder)) {
            check(dataset);
        }
    }

    private static void check(StoredDataset dataset) {
        DatasetFacts facts = dataset.facts();
        assertThat(facts.trainCount()).isPositive();
        assertThat(facts.testCount()).isPositive();
        assertThat(facts.trainCount() + facts.testCount()).isLessThanOrEqualTo(2 * LIMITS.maxItems());
        assertThat(facts.shape().size()).isLessThanOrEqualTo(LIMITS.maxItemValues());
        assertThat(facts.classes())
                .hasSizeLessThanOrEqualTo(LIMITS.maxClasses())
                .doesNotHaveDuplicates();
        for (Split split : Split.values()) {
            int count = dataset.items(split).count();
            int[] labels = dataset.labels(split);
            assertThat(labels).hasSize(facts.classes().isEmpty() ? 0 : count);
            assertThat(Arrays.stream(labels)
                            .allMatch(label ->
                                    label >= 0 && label < facts.classes().size()))
                    .isTrue();
            checkValues(dataset.tensor(split, new int[] {0, count - 1}).values(), facts);
        }
    }

    private static void checkValues(FloatBuffer values, DatasetFacts facts) {
        assertThat(values.remaining()).isEqualTo(2 * facts.shape().size());
        while (values.hasRemaining()) {
            float value = values.get();
            if (!(value >= (float) facts.minimum() && value <= (float) facts.maximum())) {
                throw new AssertionError(value + " is not from " + facts.minimum() + " to " + facts.maximum());
            }
        }
    }
}
