package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.device.Processor;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.Classifier;
import io.latentry.model.Encoder;
import io.latentry.model.ItemShape;
import io.latentry.model.LayerReader;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Precision;
import io.latentry.model.Preprocessing;
import io.latentry.model.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published networks compute what plain PyTorch computes with the same weights: {@code src/test/python/backbones.py}
 * made the fixture.
 */
@Tag("long")
class BackboneParityTests {

    private static final Path FIXTURE = Path.of("src/test/resources/parity/backbones.safetensors");

    /** Of the largest magnitude; of a projection, of the norm. */
    private static final float TOLERANCE = 1e-5f;

    private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
    private static final List<Double> STD = List.of(0.229, 0.224, 0.225);

    private final TorchNetworkLoader loader = new TorchNetworkLoader(
            new EngineProperties(1, 8, Duration.ofSeconds(60), Duration.ZERO), new SimpleMeterRegistry());

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        loader.close();
    }

    @ParameterizedTest
    @CsvSource({
        "resnet20, 1, 28",
        "resnet32, 3, 32",
        "resnet18, 3, 64",
        "resnet50, 3, 64",
        "vgg11, 3, 32",
        "vgg11_bn, 3, 32",
        "densenet121, 3, 64"
    })
    void everyStageIsWhatPyTorchMakes(String name, int channels, int side) {
        ModelConfig config = Backbones.config(name, ItemShape.image(channels, side, side), 10);
        assertParity(name, config);
    }

    @ParameterizedTest
    @CsvSource({
        "bilinear, 1, 28, 20",
        "bilinear, 3, 120, 90",
        "bilinear, 1, 50, 151",
        "bicubic, 1, 28, 20",
        "bicubic, 3, 120, 90",
        "bicubic, 1, 50, 151"
    })
    void imagesOfOtherShapesAreFittedAsTorchvisionDoes(String interpolation, int channels, int height, int width) {
        ModelConfig plain = Backbones.config("resnet18", ItemShape.image(3, 64, 64), 10);
        ModelConfig config = new ModelConfig(
                plain.format(),
                plain.method(),
                List.of(channels, height, width),
                plain.codeShape(),
                plain.capabilities(),
                plain.parameters(),
                plain.hyperparameters(),
                plain.classes(),
                new Preprocessing(3, 64, 64, 73, interpolation, MEAN, STD));
        loader.verify(config, weights(config));

        assertParity("fitted-%s-%d-%d-%d".formatted(interpolation, channels, height, width), config);
    }

    private void assertParity(String key, ModelConfig config) {
        Tensor items = GeneratedValues.picture(2, config.shape());
        try (SafeTensorsReader fixture = SafeTensorsReader.open(FIXTURE);
                Network network = loader.load(config, List.of(weights(config)))) {
            LayerReader layers = network.as(LayerReader.class).orElseThrow();
            List<String> stages = fixture.entries().keySet().stream()
                    .filter(entry -> entry.startsWith(key + "/") && !entry.endsWith("/code"))
                    .map(entry -> entry.substring(key.length() + 1))
                    .toList();
            assertThat(stages).hasSizeGreaterThan(1);
            for (String stage : stages) {
                assertDigest(key, stage, layers.activations(items, stage), fixture);
            }
            assertDigest(key, "code", network.as(Encoder.class).orElseThrow().encode(items), fixture);
            Tensor scores = layers.activations(
                    items, layers.layers().get(layers.layers().size() - 1).name());
            assertClassifies(network.as(Classifier.class).orElseThrow().classify(items), scores);
        }
    }

    /** As precise as 8 bits are, layer after layer. */
    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "vgg11_bn", "densenet121"})
    void bfloat16TakesHalfTheMemoryAndIsNearlyTheSame(String name) {
        assumeTrue(Processor.hasBfloat16());
        ModelConfig config = Backbones.config(name, ItemShape.image(3, 64, 64), 10);
        Tensor items = GeneratedValues.picture(2, config.shape());
        List<Path> files = List.of(weights(config));
        try (Network full = loader.load(config, files);
                Network half = loader.load(config, files, Precision.BFLOAT16)) {
            float[] expected =
                    full.as(Encoder.class).orElseThrow().encode(items).toArray();
            float[] codes = half.as(Encoder.class).orElseThrow().encode(items).toArray();

            assertThat(codes).isNotEqualTo(expected).containsExactly(expected, within(0.05f * largest(expected)));
            assertThat((double) half.bytes() / full.bytes()).isCloseTo(0.5, within(0.01));
        }
    }

    /** The largest magnitude, the norm, a projection, and single values, as the script's {@code digest} has them. */
    private static void assertDigest(String key, String stage, Tensor made, SafeTensorsReader fixture) {
        FloatBuffer expected = fixture.bytes(key + "/" + stage).asFloatBuffer();
        float[] values = made.toArray();
        float largest = expected.get();
        float norm = expected.get();
        float[] digest = {largest(values), norm(values), projection(values)};

        assertThat(digest)
                .as("largest, norm and projection of %s of %s", stage, key)
                .satisfies(
                        it -> assertThat(it[0]).isCloseTo(largest, within(TOLERANCE * largest)),
                        it -> assertThat(it[1]).isCloseTo(norm, within(TOLERANCE * norm)),
                        it -> assertThat(it[2]).isCloseTo(expected.get(), within(TOLERANCE * norm)));
        assertThat(expected.remaining()).isEqualTo(Math.min(64, values.length));
        for (long i = 0; expected.hasRemaining(); i++) {
            int position = (int) (i * 2_654_435_761L % values.length);
            assertThat(values[position])
                    .as("value %d of %s of %s", position, stage, key)
                    .isCloseTo(expected.get(), within(TOLERANCE * largest));
        }
    }

    /** Serving folds batch norms into convolutions; a probability moves by half as much as a score, at most. */
    private static void assertClassifies(Tensor probabilities, Tensor scores) {
        float tolerance = TOLERANCE / 2 * largest(scores.toArray());
        for (int row = 0; row < scores.rows(); row++) {
            FloatBuffer of = scores.row(row);
            double sum =
                    IntStream.range(0, 10).mapToDouble(k -> Math.exp(of.get(k))).sum();
            for (int k = 0; k < 10; k++) {
                assertThat(probabilities.row(row).get(k))
                        .isCloseTo((float) (Math.exp(of.get(k)) / sum), within(tolerance));
            }
        }
    }

    private static float largest(float[] values) {
        return (float) IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .max()
                .orElseThrow();
    }

    private static float norm(float[] values) {
        return (float) Math.sqrt(IntStream.range(0, values.length)
                .mapToDouble(i -> (double) values[i] * values[i])
                .sum());
    }

    private static float projection(float[] values) {
        double[] on = GeneratedValues.projection(values.length);
        return (float) IntStream.range(0, values.length)
                .mapToDouble(i -> on[i] * values[i])
                .sum();
    }

    private Path weights(ModelConfig config) {
        Path file = folder.resolve("model.safetensors");
        Map<String, Entry> tensors = new TreeMap<>();
        for (Parameter parameter : Backbones.arrays(config)) {
            List<Long> shape =
                    parameter.shape().stream().map(Integer::longValue).toList();
            tensors.put(parameter.name(), new Entry(StoredType.F32, shape, GeneratedValues.weights(parameter)));
        }
        SafeTensorsWriter.write(file, Map.of(), tensors);
        return file;
    }
}
