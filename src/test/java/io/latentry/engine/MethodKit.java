package io.latentry.engine;

import io.latentry.engine.family.Family;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Hyperparameter;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.TrainingResult;
import io.latentry.model.TrainingTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** How the contract and its like have a method learn. */
abstract class MethodKit {

    private static final int CHUNK_STEPS = 2;
    static final int TEST_ITEMS = 40;

    final TorchRuntime runtime = TorchRuntime.start(1);

    @TempDir
    private Path folder;

    private int runs;

    /** The method's name. */
    abstract String method();

    /** Settings that all runs have; what the method does not take is left out of them and of the contract's own. */
    Map<String, Object> basics() {
        return Map.of();
    }

    /** How many items it learns from. */
    int items() {
        return 150;
    }

    /** A kind of items with an architecture. */
    record Case(String architecture, ItemShape shape, ElementType type, List<Integer> hidden) {}

    static List<Case> cases() {
        return List.of(
                new Case("mlp", ItemShape.image(1, 8, 8), ElementType.UINT8, List.of(24)),
                new Case("mlp", ItemShape.image(3, 5, 4), ElementType.UINT8, List.of(24, 12, 16)),
                new Case("mlp", ItemShape.vector(6), ElementType.FLOAT32, List.of(16)),
                new Case("conv", ItemShape.image(1, 8, 8), ElementType.UINT8, List.of(8)),
                new Case("conv", ItemShape.image(3, 9, 7), ElementType.UINT8, List.of(6, 8, 4)),
                new Case("conv", ItemShape.image(2, 16, 5), ElementType.UINT8, List.of(4, 8)));
    }

    byte[] weights(Map<String, Object> settings, long seed) throws IOException {
        Path target = newFolder();
        train(cases().get(0), settings, seed, target);
        return bytes(target);
    }

    TrainingResult train(Case kind, Map<String, Object> settings, long seed, Path target) {
        return train(kind, settings, seed, target, QuietMonitor.patient());
    }

    TrainingResult train(Case kind, Map<String, Object> settings, long seed, Path target, QuietMonitor monitor) {
        return train(waves(kind), kind.architecture(), settings(kind, settings), seed, target, monitor);
    }

    MemoryItems waves(Case kind) {
        return MemoryItems.waves(kind.shape(), kind.type(), items(), 9);
    }

    static Map<String, Object> settings(Case kind, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("hidden", kind.hidden()));
        all.putAll(settings);
        return all;
    }

    TrainingResult train(
            MemoryItems items,
            String architecture,
            Map<String, Object> settings,
            long seed,
            Path target,
            QuietMonitor monitor) {
        ModelConfig config = config(items, architecture, settings);
        MemoryItems test = MemoryItems.waves(items.shape(), items.elementType(), TEST_ITEMS, 10);
        return new TorchTrainer(runtime)
                .train(new TrainingTask(config, seed, CHUNK_STEPS, Duration.ZERO, items, test, null, target), monitor);
    }

    ModelConfig config(MemoryItems items, String architecture, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("architecture", architecture, "batchSize", 16, "patience", 0));
        all.putAll(basics());
        all.putAll(settings);
        all.keySet()
                .retainAll(Family.of(method()).hyperparameters().stream()
                        .map(Hyperparameter::name)
                        .toList());
        DatasetFacts facts = new DatasetFacts(
                items.shape(),
                items.elementType(),
                items.count(),
                TEST_ITEMS,
                items.shape().isImage() ? 0 : -1e9,
                items.shape().isImage() ? 1 : 1e9,
                List.of("slow", "fast"));
        return Family.of(method()).plan(facts, all);
    }

    Path newFolder() {
        try {
            return Files.createDirectory(folder.resolve("run-" + runs++));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path target) throws IOException {
        return Files.readAllBytes(target.resolve(TrainingTask.WEIGHTS));
    }
}
