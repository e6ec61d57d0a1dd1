package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.latentry.core.error.TrainingStoppedException;
import io.latentry.model.FineTuning;
import io.latentry.model.ModelConfig;
import io.latentry.model.TrainingTask;
import io.latentry.model.Transfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Features of frozen networks, which are computed once and kept. */
class FeatureCacheTests extends FineTuneKit {

    @Test
    void computesFeaturesOnceForAllJobsOnTheSameData() {
        Trained parent = train("classifier", IMAGE, Map.of("architecture", "resnet20"));

        Trained first = fineTune(parent, Transfer.ALL, Map.of("epochs", 3), QuietMonitor.patient());
        Trained second = fineTune(parent, Transfer.ALL, Map.of("epochs", 3), QuietMonitor.patient());

        assertThat(first.result().metrics()).containsEntry("run.cacheHits", 0.0);
        assertThat(second.result().metrics()).containsEntry("run.cacheHits", 1.0);
        assertThat(bytes(second.weights().get(1)))
                .isEqualTo(bytes(first.weights().get(1)));
    }

    @Test
    void damagedFeaturesAreComputedAnew() throws IOException {
        Trained parent = train("classifier", IMAGE, Map.of("architecture", "resnet20"));
        Trained first = fineTune(parent, Transfer.ALL, Map.of("epochs", 3), QuietMonitor.patient());
        Path kept = folder.resolve("cache").resolve("key.features");
        byte[] features = Files.readAllBytes(kept);
        Arrays.fill(features, 1_000, 2_000, (byte) 0);
        Files.write(kept, features);

        Trained second = fineTune(parent, Transfer.ALL, Map.of("epochs", 3), QuietMonitor.patient());

        assertThat(second.result().metrics()).containsEntry("run.cacheHits", 0.0);
        assertThat(bytes(second.weights().get(1)))
                .isEqualTo(bytes(first.weights().get(1)));
    }

    @Test
    void damagedFeaturesAreNotGoneOnFromEither() throws IOException {
        Trained parent = train("classifier", IMAGE, Map.of("architecture", "conv", "hidden", List.of(4)));
        Map<String, Object> settings = Map.of("epochs", 1);
        byte[] undisturbed = bytes(fineTune(parent, Transfer.ALL, settings, QuietMonitor.patient())
                .weights()
                .get(1));
        clearCache();
        Path broken = newFolder();
        assertThatExceptionOfType(TrainingStoppedException.class)
                .isThrownBy(() -> fineTune(parent, Transfer.ALL, settings, QuietMonitor.stoppingAfter(1), broken));
        Path partial = folder.resolve("cache").resolve("key.partial");
        byte[] features = Files.readAllBytes(partial);
        Arrays.fill(features, 8, 24, (byte) 63);
        Files.write(partial, features);

        Trained resumed = fineTune(parent, Transfer.ALL, settings, QuietMonitor.patient(), broken);

        assertThat(bytes(resumed.weights().get(1))).isEqualTo(undisturbed);
        assertThat(folder.resolve("cache").resolve("key.partial.sums")).doesNotExist();
    }

    @Test
    void featuresMakeRoomForThoseUsedLater() throws IOException {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        Files.write(cache.resolve("old.features"), new byte[(int) CACHE_BYTES - 1_000]);
        Files.write(cache.resolve("other.partial"), new byte[100]);
        Trained parent = train("classifier", IMAGE, Map.of("architecture", "resnet20"));

        fineTune(parent, Transfer.ALL, Map.of("epochs", 1), QuietMonitor.patient());

        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("key.features", "other.partial", "lock");
        }
    }

    @Test
    void whoWaitsForAnothersFeaturesCanBeStopped() throws IOException {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        Trained parent = train("classifier", IMAGE, Map.of("architecture", "resnet20"));

        try (FeatureLocks.Held other = new FeatureLocks(cache, () -> false).ofKey("key")) {
            assertThatExceptionOfType(TrainingStoppedException.class)
                    .isThrownBy(
                            () -> fineTune(parent, Transfer.ALL, Map.of("epochs", 1), QuietMonitor.stoppingAfter(0)));
        }
    }

    /** With a weak augmentation, which does nothing to the items, the backbone runs in every epoch. */
    @Test
    void cachedFeaturesTrainWhatTheBackboneInEveryEpochTrains() {
        Trained parent = train("classifier", IMAGE, Map.of("architecture", "conv", "hidden", List.of(4)));

        Trained cached = fineTune(parent, Transfer.ALL, Map.of("epochs", 3), QuietMonitor.patient());
        Trained each = fineTune(parent, Transfer.ALL, Map.of("epochs", 3, "colour", 1e-9), QuietMonitor.patient());

        assertThat(cached.result().metrics().get("test.loss"))
                .isCloseTo(each.result().metrics().get("test.loss"), within(1e-4));
    }

    @Test
    void goesOnWithFeaturesAndHeadAfterEveryInterruption() {
        Trained parent = train("classifier", IMAGE, Map.of("architecture", "conv", "hidden", List.of(4)));
        Map<String, Object> settings = Map.of("epochs", 3, "schedule", "cosine");
        QuietMonitor patient = QuietMonitor.patient();
        byte[] undisturbed = bytes(
                fineTune(parent, Transfer.ALL, settings, patient).weights().get(1));

        for (int chunk = 1; chunk < patient.chunks(); chunk++) {
            clearCache();
            Path broken = newFolder();
            QuietMonitor impatient = QuietMonitor.stoppingAfter(chunk);
            assertThatExceptionOfType(TrainingStoppedException.class)
                    .isThrownBy(() -> fineTune(parent, Transfer.ALL, settings, impatient, broken));
            Trained resumed = fineTune(parent, Transfer.ALL, settings, QuietMonitor.patient(), broken);
            assertThat(bytes(resumed.weights().get(1)))
                    .as("after chunk %d", chunk)
                    .isEqualTo(undisturbed);
        }
    }

    /** Features of a row depend, in their last bits, on the rows beside it: 300 items are two batches of 256. */
    @Test
    void featuresAreResumedInTheSameBatches() throws IOException {
        Trained parent = train("classifier", IMAGE, Map.of("architecture", "resnet20"));
        ModelConfig config =
                plans.plan(parent.config(), FineTuning.CLASSIFY, Transfer.ALL, facts(IMAGE), Map.of("epochs", 1));
        TrainingTask task = task(config, parent, newFolder(), 300);
        Path whole = folder.resolve("whole");
        Path resumed = folder.resolve("resumed");
        append(task, whole, 0);
        append(task, resumed, 0);
        append(task, resumed, 100);

        assertThat(bytes(resumed)).isEqualTo(bytes(whole));
        assertThat(Files.size(whole)).isEqualTo(FeatureExtraction.bytes(task));
    }

    private void append(TrainingTask task, Path file, long position) throws IOException {
        try (FeatureExtraction extraction = new FeatureExtraction(runtime, task, QuietMonitor.patient());
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            extraction.append(channel, position, end -> {});
        }
    }

    private void clearCache() {
        try (var files = Files.list(folder.resolve("cache"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
