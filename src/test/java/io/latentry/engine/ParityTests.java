package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.family.Family;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the same weights, data and noise, 50 steps end where plain PyTorch ends: {@code src/test/python/parity.py} made the
 * fixtures, and its networks have the same parameter names.
 */
class ParityTests {

    private static final double TOLERANCE = 1e-4;
    private static final int BATCH = 8;
    private static final List<String> CLASSES = List.of("a", "b", "c");

    private final TorchRuntime runtime = TorchRuntime.start(1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "autoencoder-mlp",
                "autoencoder-conv",
                "autoencoder-conv-strides",
                "denoiser-mlp-gaussian",
                "denoiser-mlp-masking",
                "denoiser-conv-impulses",
                "denoiser-conv-strides",
                "vae-mlp",
                "vae-conv",
                "vae-vectors",
                "classifier-mlp",
                "classifier-conv",
                "classifier-conv-strides"
            })
    void fiftyStepsEndWherePyTorchEnds(String name) {
        try (SafeTensorsReader fixture =
                        SafeTensorsReader.open(Path.of("src/test/resources/parity", name + ".safetensors"));
                NDManager manager = runtime.newManager()) {
            ModelConfig config = config(fixture);
            NetworkDescription network = Family.of(config.method()).network(config);
            assertThat(network.trained())
                    .extracting(parameter -> "p." + parameter.name())
                    .containsExactlyElementsOf(names(fixture, "p."));
            TrainingState state = initial(fixture, network, manager);
            double[] sums = train(fixture, config, network, state);

            double[] expected = lossSums(fixture, network.losses().size());
            for (int i = 0; i < sums.length; i++) {
                assertThat(sums[i]).isCloseTo(expected[i], within(TOLERANCE * Math.abs(expected[i])));
            }
            for (int i = 0; i < network.trained().size(); i++) {
                assertClose(
                        network.trained().get(i).name(),
                        state.parameters().get(i).toByteBuffer(),
                        fixture);
            }
        }
    }

    private static ModelConfig config(SafeTensorsReader fixture) {
        List<Integer> shape = fixture.entries().get("x").shape().stream()
                .map(Long::intValue)
                .skip(1)
                .toList();
        DatasetFacts facts = new DatasetFacts(new ItemShape(shape), ElementType.UINT8, 400, 0, 0, 1, CLASSES);
        Map<String, Object> hyperparameters = JsonMapper.shared()
                .readValue(fixture.metadata().get("hyperparameters"), new TypeReference<Map<String, Object>>() {});
        return Family.of(fixture.metadata().get("method")).plan(facts, hyperparameters);
    }

    private static long[] labels(SafeTensorsReader fixture, int items) {
        return fixture.entries().containsKey("labels") ? longs(fixture.bytes("labels")) : new long[items];
    }

    private static List<String> names(SafeTensorsReader fixture, String prefix) {
        return fixture.entries().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    /** The fixture's weights, as a checkpoint before the first step. */
    private TrainingState initial(SafeTensorsReader fixture, NetworkDescription network, NDManager manager) {
        Map<String, Entry> entries = new TreeMap<>();
        for (Parameter parameter : network.trained()) {
            long[] shape =
                    parameter.shape().stream().mapToLong(Integer::longValue).toArray();
            ByteBuffer weights = fixture.bytes("p." + parameter.name());
            for (String prefix : List.of("p.", "best.")) {
                entries.put(prefix + parameter.name(), Entry.of(StoredType.F32, weights, shape));
            }
        }
        for (Parameter parameter : network.statistics()) {
            long[] shape =
                    parameter.shape().stream().mapToLong(Integer::longValue).toArray();
            entries.put(
                    "p." + parameter.name(), Entry.of(StoredType.F32, fixture.bytes("s." + parameter.name()), shape));
        }
        Path file = folder.resolve("initial.safetensors");
        SafeTensorsWriter.write(file, Map.of(), entries);
        try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
            return TrainingState.restore(network, manager, reader, InheritedWeights.none());
        }
    }

    private double[] train(
            SafeTensorsReader fixture, ModelConfig config, NetworkDescription network, TrainingState state) {
        Hyperparameters settings =
                Hyperparameters.restore(Family.of(config.method()).hyperparameters(), config.hyperparameters());
        ByteBuffer items = fixture.bytes("x");
        ByteBuffer direct =
                ByteBuffer.allocateDirect(items.remaining()).put(items).flip();
        int[] shape = config.shape().batch(direct.remaining() / config.shape().size());
        try (TorchProgram program =
                        TorchProgram.load(runtime, TrainingProgram.source(network, settings, ElementType.UINT8));
                NDManager call = runtime.newManager();
                GradientCollector collector = runtime.newGradientCollector()) {
            NDList inputs = new NDList(
                    call.create(
                            direct,
                            new Shape(Arrays.stream(shape).asLongStream().toArray()),
                            DataType.UINT8),
                    call.create(labels(fixture, shape[0])),
                    call.create((long) BATCH),
                    call.create(longs(fixture.bytes("seeds"))),
                    call.create(doubles(fixture.bytes("rates"))));
            inputs.addAll(state.parameters())
                    .addAll(AdamState.initial(network, state.manager()).arrays());
            return program.train("train", inputs).head().toDoubleArray();
        }
    }

    private static double[] lossSums(SafeTensorsReader fixture, int terms) {
        double[] losses = doubles(fixture.bytes("losses"));
        double[] sums = new double[terms];
        for (int i = 0; i < losses.length; i++) {
            sums[i % terms] += BATCH * losses[i];
        }
        return sums;
    }

    private static void assertClose(String parameter, ByteBuffer bytes, SafeTensorsReader fixture) {
        float[] actual = floats(bytes.order(ByteOrder.LITTLE_ENDIAN));
        float[] expected = floats(fixture.bytes("e." + parameter));
        float[] initial = floats(fixture.bytes("p." + parameter));
        assertThat(actual).as(parameter).hasSameSizeAs(expected);
        double scale = 0;
        double error = 0;
        double change = 0;
        for (int i = 0; i < actual.length; i++) {
            scale = Math.max(scale, Math.abs(expected[i]));
            error = Math.max(error, Math.abs(actual[i] - expected[i]));
            change = Math.max(change, Math.abs(expected[i] - initial[i]));
        }
        assertThat(change).as("%s has moved", parameter).isGreaterThan(100 * TOLERANCE * scale);
        assertThat(error).as(parameter).isLessThan(TOLERANCE * scale);
    }

    private static long[] longs(ByteBuffer bytes) {
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return values;
    }

    private static double[] doubles(ByteBuffer bytes) {
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    private static float[] floats(ByteBuffer bytes) {
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
