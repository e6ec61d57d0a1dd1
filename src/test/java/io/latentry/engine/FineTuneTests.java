package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.latentry.engine.family.Family;
import io.latentry.engine.family.FineTunePlan;
import io.latentry.model.Classifier;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Encoder;
import io.latentry.model.FineTuning;
import io.latentry.model.ImpossibleException;
import io.latentry.model.InvalidInputException;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Tensor;
import io.latentry.model.TrainingResult;
import io.latentry.model.TrainingStoppedException;
import io.latentry.model.TrainingTask;
import io.latentry.model.Transfer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that begin with others' weights. */
class FineTuneTests {

    private static final ItemShape IMAGE = ItemShape.image(1, 8, 8);
    private static final ItemShape VECTOR = ItemShape.vector(6);
    private static final long CACHE_BYTES = 1 << 20;

    private final TorchRuntime runtime = TorchRuntime.start(1);
    private final FineTunePlan plans = new FineTunePlan();

    @TempDir
    Path folder;

    private int runs;

    /** A trained network. */
    private record Trained(ModelConfig config, List<Path> weights, TrainingResult result) {}

    @ParameterizedTest
    @CsvSource({
        "classifier, mlp, image",
        "classifier, mlp, vector",
        "classifier, conv, image",
        "classifier, resnet20, image",
        "autoencoder, mlp, image",
        "autoencoder, conv, image",
        "autoencoder, mlp, vector",
        "denoising-autoencoder, mlp, image",
        "denoising-autoencoder, conv, image",
        "denoising-autoencoder, mlp, vector",
        "vae, mlp, image",
        "vae, conv, image",
        "vae, mlp, vector"
    })
    void aFrozenEncoderGivesTheSameCodesUnderANewHead(String method, String architecture, String kind)
            throws IOException {
        ItemShape shape = kind.equals("image") ? IMAGE : VECTOR;
        Trained parent = train(method, shape, Map.of("architecture", architecture, "hidden", hidden(architecture)));
        byte[] before = Files.readAllBytes(parent.weights().get(0));

        Trained child = fineTune(parent, Transfer.ALL, Map.of("epochs", 5), QuietMonitor.patient());

        assertThat(names(child.weights().get(1))).allMatch(name -> name.matches("(head|fc)\\.(weight|bias)"));
        assertThat(Files.readAllBytes(parent.weights().get(0))).isEqualTo(before);
        Tensor items = MemoryItems.waves(shape, type(shape), 12, 4).tensor(12);
        Tensor codes = encode(parent, items);
        assertThat(encode(child, items).toArray())
                .containsExactly(codes.reshape(encode(child, items).shape()).toArray(), within(1e-6f));
    }

    private static List<Integer> hidden(String architecture) {
        return switch (architecture) {
            case "mlp" -> List.of(12);
            case "conv" -> List.of(4, 6);
            default -> List.of();
        };
    }

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
            extraction.append(channel, position);
        }
    }

    @Test
    void partlyFrozenLayersStayAsTheyAreAndOthersDoNot() throws IOException {
        Trained parent = train("classifier", IMAGE, Map.of("architecture", "resnet20"));

        Trained child = fineTune(parent, "layer2", Map.of("epochs", 2), QuietMonitor.patient());

        assertThat(names(child.weights().get(1)))
                .contains("layer3.0.conv1.weight", "layer3.2.bn2.running_var", "fc.weight")
                .noneMatch(name -> name.startsWith("layer2") || name.startsWith("bn1"));
        assertThat(tensor(child.weights().get(1), "layer3.0.conv1.weight"))
                .isNotEqualTo(tensor(parent.weights().get(0), "layer3.0.conv1.weight"));
        assertThat(tensor(child.weights().get(1), "layer3.2.bn2.running_var"))
                .isNotEqualTo(tensor(parent.weights().get(0), "layer3.2.bn2.running_var"));
        Tensor items = MemoryItems.waves(IMAGE, ElementType.UINT8, 3, 4).tensor(3);
        assertThat(classify(child, items).shape()).containsExactly(3, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {Transfer.ALL, "layer2", Transfer.NONE})
    void aChildTellsOtherClassesApartThanItsParent(String freeze) {
        Map<String, Object> settings = Map.of("architecture", "resnet20", "epochs", 1);
        ModelConfig three = Family.of("classifier").plan(facts(IMAGE, "slow", "fast", "still"), settings);
        Trained parent = run(three, null, "", QuietMonitor.patient(), newFolder());

        Trained child = fineTune(parent, freeze, Map.of("epochs", 1), QuietMonitor.patient());

        Tensor items = MemoryItems.waves(IMAGE, ElementType.UINT8, 3, 4).tensor(3);
        assertThat(classify(parent, items).shape()).containsExactly(3, 3);
        assertThat(classify(child, items).shape()).containsExactly(3, 2);
        Path alone = folder.resolve("alone.safetensors");
        try (TorchNetworkLoader loader = loader()) {
            loader.merge(child.config(), child.weights(), alone);
        }
        assertThat(classify(new Trained(child.config(), List.of(alone), child.result()), items)
                        .toArray())
                .isEqualTo(classify(child, items).toArray());
    }

    @Test
    void anUnfrozenNetworkStandsAlone() throws IOException {
        Trained parent = train("classifier", IMAGE, Map.of("architecture", "conv", "hidden", List.of(4)));

        Trained child = fineTune(parent, Transfer.NONE, Map.of("epochs", 1), QuietMonitor.patient());

        assertThat(names(child.weights().get(1)))
                .containsAll(names(parent.weights().get(0)));
        assertThat(tensor(child.weights().get(1), "encoder.0.weight"))
                .isNotEqualTo(tensor(parent.weights().get(0), "encoder.0.weight"));
    }

    @Test
    void continuesWhereTheParentEnded() {
        Trained parent = train("vae", VECTOR, Map.of("hidden", List.of(12), "epochs", 60, "learningRate", 0.01));
        ModelConfig config = plans.plan(
                parent.config(), FineTuning.CONTINUE, Transfer.NONE, facts(VECTOR), Map.of("epochs", 1, "patience", 0));
        TrainingResult result = run(config, parent, Transfer.NONE, QuietMonitor.patient(), newFolder())
                .result();

        double ended = parent.result().metrics().get("train.loss");
        double began = parent.result().history().get(0).train().get("loss");
        assertThat(result.history().get(0).train().get("loss")).isLessThan((ended + began) / 2);
    }

    @Test
    void refusesPicturesThatGrowBeyondAllBounds() {
        Trained parent = train("classifier", IMAGE, Map.of("hidden", List.of(12)));

        assertThatExceptionOfType(ImpossibleException.class)
                .isThrownBy(() -> plans.plan(
                        parent.config(),
                        FineTuning.CLASSIFY,
                        Transfer.ALL,
                        facts(ItemShape.image(1, 1, 9_000_000)),
                        Map.of()));
    }

    @Test
    void refusesWhatCannotBeChangedOrDone() {
        Trained vae = train("vae", IMAGE, Map.of("hidden", List.of(12)));
        Trained classifier = train("classifier", IMAGE, Map.of("hidden", List.of(12)));

        refuses(
                InvalidInputException.class,
                "hidden",
                vae,
                FineTuning.CONTINUE,
                Transfer.NONE,
                Map.of("hidden", List.of(3)));
        refuses(
                InvalidInputException.class,
                "latentSize",
                vae,
                FineTuning.CLASSIFY,
                Transfer.ALL,
                Map.of("latentSize", 3));
        refuses(InvalidInputException.class, "freeze", vae, FineTuning.CONTINUE, Transfer.ALL, Map.of());
        refuses(InvalidInputException.class, "freeze", vae, FineTuning.CLASSIFY, "encoder.77", Map.of());
        refuses(InvalidInputException.class, "objective", vae, "guess", Transfer.ALL, Map.of());
        refuses(InvalidInputException.class, "epoch", vae, FineTuning.CLASSIFY, Transfer.ALL, Map.of("epoch", 3));
        refuses(ImpossibleException.class, "continued", classifier, FineTuning.CONTINUE, Transfer.NONE, Map.of());
        Trained pca = train("pca", IMAGE, Map.of());
        refuses(ImpossibleException.class, "no layers", pca, FineTuning.CONTINUE, Transfer.NONE, Map.of());
        refuses(ImpossibleException.class, "no layers", pca, FineTuning.CLASSIFY, Transfer.ALL, Map.of());
    }

    private void refuses(
            Class<? extends RuntimeException> type,
            String word,
            Trained parent,
            String objective,
            String freeze,
            Map<String, Object> settings) {
        assertThatExceptionOfType(type)
                .isThrownBy(() -> plans.plan(parent.config(), objective, freeze, facts(IMAGE), settings))
                .satisfies(e -> assertThat(
                                e instanceof InvalidInputException invalid
                                        ? invalid.errors().toString()
                                        : e.getMessage())
                        .contains(word));
    }

    private Trained train(String method, ItemShape shape, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(method.equals("pca") ? Map.of() : Map.of("epochs", 2, "batchSize", 16));
        all.putAll(settings);
        return run(Family.of(method).plan(facts(shape), all), null, "", QuietMonitor.patient(), newFolder());
    }

    private Trained fineTune(Trained parent, String freeze, Map<String, Object> settings, QuietMonitor monitor) {
        return fineTune(parent, freeze, settings, monitor, newFolder());
    }

    private Trained fineTune(
            Trained parent, String freeze, Map<String, Object> settings, QuietMonitor monitor, Path target) {
        Map<String, Object> all = new HashMap<>(Map.of("batchSize", 16, "patience", 0));
        all.putAll(settings);
        ModelConfig config = plans.plan(
                parent.config(),
                FineTuning.CLASSIFY,
                freeze,
                facts(parent.config().shape()),
                all);
        return run(config, parent, freeze, monitor, target);
    }

    private Trained run(ModelConfig config, Trained parent, String freeze, QuietMonitor monitor, Path target) {
        TrainingResult result = new TorchTrainer(runtime).train(task(config, parent, target, freeze, 150), monitor);
        Path own = target.resolve(TrainingTask.WEIGHTS);
        return new Trained(
                config, parent == null ? List.of(own) : List.of(parent.weights().get(0), own), result);
    }

    private TrainingTask task(ModelConfig config, Trained parent, Path target, int count) {
        return task(config, parent, target, Transfer.ALL, count);
    }

    private TrainingTask task(ModelConfig config, Trained parent, Path target, String freeze, int count) {
        MemoryItems train = MemoryItems.waves(config.shape(), type(config.shape()), count, 9);
        MemoryItems test = MemoryItems.waves(config.shape(), type(config.shape()), 40, 10);
        Transfer transfer = parent == null
                ? null
                : new Transfer(
                        parent.config(),
                        parent.weights(),
                        freeze,
                        new Transfer.FeatureCache(folder.resolve("cache"), "key", CACHE_BYTES));
        return new TrainingTask(config, 1, 2, Duration.ZERO, train, test, transfer, target);
    }

    private static DatasetFacts facts(ItemShape shape) {
        return facts(shape, "slow", "fast");
    }

    private static DatasetFacts facts(ItemShape shape, String... classes) {
        return new DatasetFacts(
                shape, type(shape), 150, 40, shape.isImage() ? 0 : -1e9, shape.isImage() ? 1 : 1e9, List.of(classes));
    }

    private static ElementType type(ItemShape shape) {
        return shape.isImage() ? ElementType.UINT8 : ElementType.FLOAT32;
    }

    private static Tensor encode(Trained model, Tensor items) {
        try (TorchNetworkLoader loader = loader();
                Network network = loader.load(model.config(), model.weights())) {
            return network.as(Encoder.class).orElseThrow().encode(items);
        }
    }

    private static Tensor classify(Trained model, Tensor items) {
        try (TorchNetworkLoader loader = loader();
                Network network = loader.load(model.config(), model.weights())) {
            return network.as(Classifier.class).orElseThrow().classify(items);
        }
    }

    private static TorchNetworkLoader loader() {
        return new TorchNetworkLoader(
                new EngineProperties(2, 8, Duration.ofSeconds(30), Duration.ZERO), new SimpleMeterRegistry());
    }

    private static Set<String> names(Path file) {
        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            return Set.copyOf(reader.entries().keySet());
        }
    }

    private static byte[] tensor(Path file, String name) {
        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            byte[] values = new byte[reader.bytes(name).remaining()];
            reader.bytes(name).get(values);
            return values;
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private Path newFolder() {
        try {
            return Files.createDirectory(folder.resolve("run-" + runs++));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
