package io.latentry.engine;

import io.latentry.engine.family.Family;
import io.latentry.engine.family.FineTunePlan;
import io.latentry.model.Classifier;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Encoder;
import io.latentry.model.FineTuning;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Tensor;
import io.latentry.model.TrainingResult;
import io.latentry.model.TrainingTask;
import io.latentry.model.Transfer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** Trains networks, and others that begin with their weights. */
abstract class FineTuneKit {

    static final ItemShape IMAGE = ItemShape.image(1, 8, 8);
    static final ItemShape VECTOR = ItemShape.vector(6);
    static final long CACHE_BYTES = 1 << 20;

    final TorchRuntime runtime = TorchRuntime.start(1);
    final FineTunePlan plans = new FineTunePlan();

    @TempDir
    Path folder;

    private int runs;

    /** A trained network. */
    record Trained(ModelConfig config, List<Path> weights, TrainingResult result) {}

    Trained train(String method, ItemShape shape, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(method.equals("pca") ? Map.of() : Map.of("epochs", 2, "batchSize", 16));
        all.putAll(settings);
        return run(Family.of(method).plan(facts(shape), all), null, "", QuietMonitor.patient(), newFolder());
    }

    Trained fineTune(Trained parent, String freeze, Map<String, Object> settings, QuietMonitor monitor) {
        return fineTune(parent, freeze, settings, monitor, newFolder());
    }

    Trained fineTune(Trained parent, String freeze, Map<String, Object> settings, QuietMonitor monitor, Path target) {
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

    Trained run(ModelConfig config, Trained parent, String freeze, QuietMonitor monitor, Path target) {
        TrainingResult result = new TorchTrainer(runtime).train(task(config, parent, target, freeze, 150), monitor);
        Path own = target.resolve(TrainingTask.WEIGHTS);
        return new Trained(
                config, parent == null ? List.of(own) : List.of(parent.weights().get(0), own), result);
    }

    TrainingTask task(ModelConfig config, Trained parent, Path target, int count) {
        return task(config, parent, target, Transfer.ALL, count);
    }

    TrainingTask task(ModelConfig config, Trained parent, Path target, String freeze, int count) {
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

    static DatasetFacts facts(ItemShape shape) {
        return facts(shape, "slow", "fast");
    }

    static DatasetFacts facts(ItemShape shape, String... classes) {
        return new DatasetFacts(
                shape, type(shape), 150, 40, shape.isImage() ? 0 : -1e9, shape.isImage() ? 1 : 1e9, List.of(classes));
    }

    static ElementType type(ItemShape shape) {
        return shape.isImage() ? ElementType.UINT8 : ElementType.FLOAT32;
    }

    static Tensor encode(Trained model, Tensor items) {
        try (TorchNetworkLoader loader = loader();
                Network network = loader.load(model.config(), model.weights())) {
            return network.as(Encoder.class).orElseThrow().encode(items);
        }
    }

    static Tensor classify(Trained model, Tensor items) {
        try (TorchNetworkLoader loader = loader();
                Network network = loader.load(model.config(), model.weights())) {
            return network.as(Classifier.class).orElseThrow().classify(items);
        }
    }

    static TorchNetworkLoader loader() {
        return new TorchNetworkLoader(
                new EngineProperties(2, 8, Duration.ofSeconds(30), Duration.ZERO), new SimpleMeterRegistry());
    }

    static Set<String> names(Path file) {
        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            return Set.copyOf(reader.entries().keySet());
        }
    }

    static byte[] tensor(Path file, String name) {
        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            byte[] values = new byte[reader.bytes(name).remaining()];
            reader.bytes(name).get(values);
            return values;
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path newFolder() {
        try {
            return Files.createDirectory(folder.resolve("run-" + runs++));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
