package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDManager;
import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TrainingFailedException;
import io.latentry.core.error.TrainingStoppedException;
import io.latentry.engine.family.Family;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Encoder;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Reconstructor;
import io.latentry.model.Tensor;
import io.latentry.model.TrainingResult;
import io.latentry.model.TrainingTask;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method must do; a subclass names one. */
@Tag("long")
abstract class MethodContract extends MethodKit {

    @ParameterizedTest
    @MethodSource("cases")
    void learnsItemsOfEveryShape(Case kind) throws IOException {
        TrainingResult result = train(kind, Map.of("epochs", 40, "learningRate", 0.01), 1, newFolder());

        assertLearned(result);
        assertThat(result.metrics()).containsKeys("train.loss", "test.loss");
        assertGood(result);
    }

    /** How the epochs went. */
    void assertLearned(TrainingResult result) {
        assertThat(result.history()).hasSize(40);
        double first = result.history().get(0).train().get("loss");
        double last = result.history().get(39).train().get("loss");
        assertThat(last).isLessThan(first - 0.003 * Math.abs(first));
        assertThat(result.metrics()).containsKey("validation.loss");
    }

    /** What the method's figures say after learning. */
    void assertGood(TrainingResult result) {
        Map<String, Double> metrics = result.metrics();
        assertThat(metrics.get("test.mse")).isLessThan(mostOfBaseline() * metrics.get("test.baselineMse"));
    }

    /** The error after learning, at most, as a part of what the mean item's is. */
    double mostOfBaseline() {
        return 0.98;
    }

    @Test
    void equalSeedsGiveEqualBitsAndOthersDoNot() throws IOException {
        byte[] one = weights(Map.of("epochs", 3), 1);

        assertThat(weights(Map.of("epochs", 3), 1)).isEqualTo(one);
        assertThat(weights(Map.of("epochs", 3), 2)).isNotEqualTo(one);
    }

    @Test
    void resumesAtEveryChunkWithTheSameBits() throws IOException {
        Map<String, Object> settings =
                Map.of("epochs", 4, "patience", 1, "schedule", "cosine", "learningRate", 0.03, "optimizer", "adamw");
        byte[] undisturbed = weights(settings, 1);

        for (Case kind : List.of(cases().get(0), cases().get(3))) {
            Path whole = newFolder();
            QuietMonitor patient = QuietMonitor.patient();
            train(kind, settings, 1, whole, patient);
            assertThat(patient.chunks()).isGreaterThanOrEqualTo(10);
            for (int chunk = 1; chunk < patient.chunks(); chunk++) {
                assertThat(interrupted(kind, settings, chunk))
                        .as("after chunk %d", chunk)
                        .isEqualTo(bytes(whole));
            }
        }
        assertThat(weights(settings, 1)).isEqualTo(undisturbed);
    }

    byte[] interrupted(Case kind, Map<String, Object> settings, int chunk) throws IOException {
        Path broken = newFolder();
        assertThatExceptionOfType(TrainingStoppedException.class)
                .isThrownBy(() -> train(kind, settings, 1, broken, QuietMonitor.stoppingAfter(chunk)));
        QuietMonitor second = QuietMonitor.patient();
        train(kind, settings, 1, broken, second);
        assertThat(second.resumed()).isOne();
        return bytes(broken);
    }

    /** Between two collections the run gets on a little: in a large heap each takes longer than a whole chunk. */
    @Test
    void gradientsAreRightWhileGarbageIsCollected() throws IOException {
        byte[] calm = weights(Map.of("epochs", 2), 1);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger collections = new AtomicInteger();
        Thread collector = new Thread(() -> {
            while (!done.get()) {
                System.gc();
                collections.incrementAndGet();
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        });
        collector.start();
        try {
            assertThat(weights(Map.of("epochs", 2), 1)).isEqualTo(calm);
        } finally {
            done.set(true);
        }
        assertThat(collections).hasValueGreaterThan(2);
    }

    /** What is served is what was measured, and what is written once more is what was read. */
    @ParameterizedTest
    @MethodSource("cases")
    void theWeightsMakeTheNetworkThatWasTrained(Case kind) throws IOException {
        Path target = newFolder();
        Map<String, Object> settings = Map.of("epochs", 3);
        TrainingResult result = train(kind, settings, 1, target);
        ModelConfig config = config(waves(kind), kind.architecture(), settings(kind, settings));
        Path weights = target.resolve(TrainingTask.WEIGHTS);
        Path copy = target.resolve("copy.safetensors");
        try (TorchNetworkLoader loader = new TorchNetworkLoader(
                new EngineProperties(1, 8, Duration.ofMinutes(1), Duration.ZERO), new SimpleMeterRegistry())) {
            loader.verify(config, weights);
            loader.merge(config, List.of(weights), copy);
            try (Network network = loader.load(config, List.of(weights));
                    Network again = loader.load(config, List.of(copy))) {
                MemoryItems test = MemoryItems.waves(kind.shape(), kind.type(), TEST_ITEMS, 10);
                Tensor items = test.tensor(TEST_ITEMS);
                Tensor codes = network.as(Encoder.class).orElseThrow().encode(items);
                assertThat(again.as(Encoder.class).orElseThrow().encode(items).toArray())
                        .isEqualTo(codes.toArray());
                assertThat(codes.rowSize()).isEqualTo(config.codeSize());
                assertMeasured(result, network, items, test);
            }
        }
    }

    /** The figures are those of the network in use. */
    void assertMeasured(TrainingResult result, Network network, Tensor items, Items test) {
        float[] errors = network.as(Reconstructor.class)
                .orElseThrow()
                .reconstruct(items)
                .errors()
                .toArray();
        double sum = 0;
        for (float error : errors) {
            sum += error;
        }
        assertThat(sum / errors.length).isCloseTo(result.metrics().get("test.mse"), withinPercentage(0.01));
    }

    @Test
    void leavesNoArrayOpen() throws IOException {
        weights(Map.of("epochs", 1), 1);
        try (NDManager manager = runtime.newManager()) {
            int before = manager.getParentManager().getManagedArrays().size();
            weights(Map.of("epochs", 5), 1);
            assertThat(manager.getParentManager().getManagedArrays()).hasSize(before);
        }
    }

    @Test
    void aLossThatIsNotANumberEndsTheRunWithAReason() {
        float[] huge = new float[400 * 6];
        Arrays.fill(huge, 3e38f);
        MemoryItems items = new MemoryItems(ItemShape.image(1, 2, 3), ElementType.FLOAT32, huge, new int[400]);

        assertThatExceptionOfType(TrainingFailedException.class)
                .isThrownBy(() -> train(items, "mlp", Map.of(), 1, newFolder(), QuietMonitor.patient()))
                .satisfies(e -> assertThat(e.code()).isIn("loss-not-finite", "loss-exploded"));
    }

    /** A wrong setting, and the shape of the items that it is wrong for. */
    record Refusal(String field, ItemShape shape, Map<String, Object> settings) {}

    /** What the method cannot do. */
    List<Refusal> refusals() {
        return List.of(
                new Refusal("architecture", ItemShape.vector(6), Map.of("architecture", "conv")),
                new Refusal(
                        "hidden",
                        ItemShape.image(1, 8, 8),
                        Map.of("architecture", "conv", "hidden", List.of(4, 4, 4, 4, 4))),
                new Refusal("hidden", ItemShape.vector(6), Map.of("hidden", List.of(16384, 16384, 16384))));
    }

    @Test
    void refusesHyperparametersThatCannotWorkByName() {
        refusals()
                .forEach(refusal ->
                        assertRefused("hyperparameters." + refusal.field(), refusal.shape(), refusal.settings()));
        assertRefused("hyperparameters.latentsize", ItemShape.vector(6), Map.of("latentsize", 3));
    }

    void assertRefused(String field, ItemShape shape, Map<String, Object> settings) {
        DatasetFacts facts = new DatasetFacts(shape, ElementType.FLOAT32, 100, 10, 0, 1, List.of("slow", "fast"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Family.of(method()).plan(facts, settings))
                .satisfies(e -> assertThat(e.errors()).extracting("field").containsExactly(field));
    }
}
