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
import io.latentry.model.ElementType;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published network in training, whose batch norms follow the batches, beside {@code training} of {@code backbones.py}. */
class BackboneTrainingTests {

    private static final Path FIXTURE = Path.of("src/test/resources/parity/resnet20-training.safetensors");
    /** PyTorch itself differs by 5.4e-4 between a processor with AVX-512 and one without: Adam divides by small gradients. */
    private static final double TOLERANCE = 1e-3;

    private static final int STEPS = 5;
    private static final int BATCH = 8;

    private final TorchRuntime runtime = TorchRuntime.start(1);

    @TempDir
    Path folder;

    @Test
    void fiveStepsEndWherePyTorchEnds() {
        ModelConfig config = Backbones.config("resnet20", ItemShape.image(1, 16, 16), 10);
        NetworkDescription network = Family.of(config.method()).network(config);
        try (SafeTensorsReader fixture = SafeTensorsReader.open(FIXTURE);
                NDManager manager = runtime.newManager()) {
            TrainingState state = TrainingState.initial(
                    network, manager, 0, null, new InheritedWeights(List.of(weights(network)), name -> true));
            double loss = train(config, network, state);

            float[] losses = floats(fixture.bytes("losses").asFloatBuffer());
            assertThat(loss / BATCH)
                    .isCloseTo(
                            LongStream.range(0, STEPS)
                                    .mapToDouble(i -> losses[(int) i])
                                    .sum(),
                            within(TOLERANCE));
            fixture.entries().keySet().stream()
                    .filter(name -> !name.equals("losses"))
                    .forEach(name -> assertClose(name, state, network, fixture));
        }
    }

    private static void assertClose(
            String name, TrainingState state, NetworkDescription network, SafeTensorsReader fixture) {
        int position = network.arrays().stream().map(Parameter::name).toList().indexOf(name);
        float[] expected = floats(fixture.bytes(name).asFloatBuffer());
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(state.parameters().get(position).toFloatArray())
                .as(name)
                .containsExactly(expected, within((float) TOLERANCE * largest));
    }

    private double train(ModelConfig config, NetworkDescription network, TrainingState state) {
        Hyperparameters settings =
                Hyperparameters.restore(Family.of(config.method()).hyperparameters(), config.hyperparameters());
        int count = STEPS * BATCH;
        double[] rates = new double[STEPS];
        Arrays.fill(rates, 1e-3);
        try (TorchProgram program =
                        TorchProgram.load(runtime, TrainingProgram.source(network, settings, ElementType.FLOAT32));
                NDManager call = runtime.newManager();
                GradientCollector collector = runtime.newGradientCollector()) {
            NDList inputs = new NDList(
                    call.create(
                            GeneratedValues.picture(count, config.shape()).bytes(),
                            new Shape(count, 1, 16, 16),
                            DataType.FLOAT32),
                    call.create(LongStream.range(0, count).map(i -> i % 10).toArray()),
                    call.create((long) BATCH),
                    call.create(new long[STEPS]),
                    call.create(rates));
            inputs.addAll(state.parameters())
                    .addAll(AdamState.initial(network, state.manager()).arrays());
            return program.train("train", inputs).head().toDoubleArray()[0];
        }
    }

    private Path weights(NetworkDescription network) {
        Path file = folder.resolve("initial.safetensors");
        Map<String, Entry> tensors = new TreeMap<>();
        for (Parameter parameter : network.arrays()) {
            List<Long> shape =
                    parameter.shape().stream().map(Integer::longValue).toList();
            tensors.put(parameter.name(), new Entry(StoredType.F32, shape, GeneratedValues.weights(parameter)));
        }
        SafeTensorsWriter.write(file, Map.of(), tensors);
        return file;
    }

    private static float[] floats(FloatBuffer buffer) {
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
