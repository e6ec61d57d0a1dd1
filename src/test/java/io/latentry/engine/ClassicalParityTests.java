package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.engine.family.Family;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Encoder;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Tensor;
import io.latentry.model.TrainingResult;
import io.latentry.model.TrainingTask;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods without gradients end where scikit-learn ends; {@code src/test/python/classical.py} made the fixtures. */
@Tag("long")
class ClassicalParityTests {

    private static final double TOLERANCE = 1e-5;
    private static final ItemShape SHAPE = ItemShape.image(1, 8, 8);

    private final TorchRuntime runtime = TorchRuntime.start(1);

    @TempDir
    private Path folder;

    private int runs;

    /** A finished run. */
    private record Fitted(ModelConfig config, Path weights, TrainingResult result) {}

    @Test
    void principalComponentsAreThose() throws IOException {
        try (SafeTensorsReader fixture = fixture("pca")) {
            MemoryItems items = items(fixture);
            Fitted fitted = fit("pca", items, Map.of("latentSize", 10, "solver", "exact"));

            try (SafeTensorsReader weights = SafeTensorsReader.open(fitted.weights())) {
                assertRows(floats(weights, "components"), doubles(fixture, "components"), 64);
                assertRows(floats(weights, "explained_variance"), doubles(fixture, "explained_variance"), 1);
                assertRows(floats(weights, "mean"), doubles(fixture, "mean"), 1);
            }
            Map<String, Double> metrics = fitted.result().metrics();
            assertThat(metrics.get("train.loss")).isCloseTo(doubles(fixture, "mse")[0], within(TOLERANCE));
            assertThat(metrics.get("test.mse")).isCloseTo(doubles(fixture, "mse")[0], within(TOLERANCE));
            assertThat(metrics.get("train.explainedVariance"))
                    .isCloseTo(doubles(fixture, "share")[0], within(TOLERANCE));
        }
    }

    @Test
    void whitenedCodesAreThose() throws IOException {
        try (SafeTensorsReader fixture = fixture("pca")) {
            MemoryItems items = items(fixture);
            Fitted fitted = fit("pca", items, Map.of("latentSize", 10, "whiten", true));

            double[] expected = doubles(fixture, "whitened");
            float[] codes = encode(fitted, items.tensor(expected.length / 10));
            assertRows(transposed(codes, 10), toDoubles(transposed(toFloats(expected), 10)), expected.length / 10);
        }
    }

    @Test
    void theRandomizedSolverLosesLittleMore() throws IOException {
        try (SafeTensorsReader fixture = fixture("pca")) {
            Map<String, Double> metrics = fit("pca", items(fixture), Map.of("latentSize", 10, "solver", "randomized"))
                    .result()
                    .metrics();

            assertThat(metrics.get("train.loss")).isCloseTo(doubles(fixture, "mse")[0], within(TOLERANCE));
            assertThat(metrics.get("train.explainedVariance"))
                    .isCloseTo(doubles(fixture, "share")[0], within(TOLERANCE));
        }
    }

    /** scikit-learn's best of three runs; the problem is not convex, so that each has an end of its own. */
    @Test
    void aDictionaryIsAsGood() throws IOException {
        try (SafeTensorsReader fixture = fixture("dictionary")) {
            Map<String, Object> settings =
                    Map.of("atoms", 32, "sparsity", 0.3, "epochs", 40, "batchSize", 32, "validationFraction", 0.0);
            Map<String, Double> metrics =
                    fit("dictionary", items(fixture), settings).result().metrics();

            double objective = doubles(fixture, "objective")[0];
            assertThat(metrics.get("test.loss")).isBetween(0.99 * objective, 1.01 * objective);
            assertThat(metrics.get("test.sparsity")).isBetween(0.15, 0.25);
        }
    }

    @Test
    void aDictionaryBecomesBetterWithEveryEpoch() throws IOException {
        try (SafeTensorsReader fixture = fixture("dictionary")) {
            Map<String, Object> settings =
                    Map.of("atoms", 32, "epochs", 30, "batchSize", 32, "validationFraction", 0.2, "patience", 0);
            List<Double> losses = fit("dictionary", items(fixture), settings).result().history().stream()
                    .map(epoch -> epoch.validation().get("loss"))
                    .toList();

            for (int i = 1; i < losses.size(); i++) {
                assertThat(losses.get(i)).as("epoch %d of %s", i + 1, losses).isLessThan(1.003 * losses.get(i - 1));
            }
            assertThat(losses.get(29)).isLessThan(0.98 * losses.get(0));
        }
    }

    private static SafeTensorsReader fixture(String name) {
        return SafeTensorsReader.open(Path.of("src/test/resources/parity", name + ".safetensors"));
    }

    private static MemoryItems items(SafeTensorsReader fixture) {
        ByteBuffer bytes = fixture.bytes("x");
        float[] values = new float[bytes.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (bytes.get() & 0xFF) / 255f;
        }
        return new MemoryItems(SHAPE, ElementType.UINT8, values, new int[values.length / SHAPE.size()]);
    }

    private Fitted fit(String method, MemoryItems items, Map<String, Object> settings) throws IOException {
        Path target = Files.createDirectory(folder.resolve("run-" + runs++));
        DatasetFacts facts = new DatasetFacts(SHAPE, ElementType.UINT8, items.count(), items.count(), 0, 1);
        ModelConfig config = Family.of(method).plan(facts, settings);
        TrainingResult result = new TorchTrainer(runtime)
                .train(
                        new TrainingTask(config, 1, 13, Duration.ofMinutes(1), items, items, null, target),
                        QuietMonitor.patient());
        return new Fitted(config, target.resolve(TrainingTask.WEIGHTS), result);
    }

    private static float[] encode(Fitted fitted, Tensor items) {
        EngineProperties properties = new EngineProperties(1, 4, Duration.ofSeconds(30), Duration.ZERO);
        try (TorchNetworkLoader loader = new TorchNetworkLoader(properties, new SimpleMeterRegistry());
                Network network = loader.load(fitted.config(), List.of(fitted.weights()))) {
            return network.as(Encoder.class).orElseThrow().encode(items).toArray();
        }
    }

    /** Equal but for the sign of each row. */
    private static void assertRows(float[] actual, double[] expected, int width) {
        assertThat(actual).hasSize(expected.length);
        for (int row = 0; row < expected.length; row += width) {
            int largest = row;
            for (int i = row; i < row + width; i++) {
                largest = Math.abs(expected[i]) > Math.abs(expected[largest]) ? i : largest;
            }
            double sign = width == 1 ? 1 : Math.signum(expected[largest] * actual[largest]);
            for (int i = row; i < row + width; i++) {
                assertThat(sign * actual[i]).isCloseTo(expected[i], within(TOLERANCE));
            }
        }
    }

    private static float[] transposed(float[] values, int columns) {
        int rows = values.length / columns;
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i % columns * rows + i / columns] = values[i];
        }
        return turned;
    }

    private static float[] floats(SafeTensorsReader file, String name) {
        float[] values = new float[file.bytes(name).remaining() / Float.BYTES];
        file.bytes(name).asFloatBuffer().get(values);
        return values;
    }

    private static double[] doubles(SafeTensorsReader file, String name) {
        double[] values = new double[file.bytes(name).remaining() / Double.BYTES];
        file.bytes(name).asDoubleBuffer().get(values);
        return values;
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] toDoubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
