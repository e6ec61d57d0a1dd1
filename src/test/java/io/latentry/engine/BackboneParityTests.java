package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.family.Family;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.Classifier;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.Encoder;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.LayerReader;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Preprocessing;
import io.latentry.model.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published networks compute what plain PyTorch computes with the same weights: {@code src/test/python/backbones.py}
 * made the fixture.
 */
class BackboneParityTests {

    /** Of the largest magnitude. */
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
    @CsvSource({"resnet20, 1, 28", "resnet18, 3, 64", "resnet50, 3, 64", "vgg11_bn, 3, 32", "densenet121, 3, 64"})
    void everyStageIsWhatPyTorchMakes(String name, int channels, int side) {
        ModelConfig config = config(name, ItemShape.image(channels, side, side), 10);
        assertParity(name, config, Generated.picture(2, config.shape()));
    }

    @ParameterizedTest
    @CsvSource({"bilinear", "bicubic"})
    void imagesOfOtherShapesAreFittedAsTorchvisionDoes(String interpolation) {
        ModelConfig plain = config("resnet18", ItemShape.image(3, 64, 64), 10);
        Preprocessing fitting = new Preprocessing(3, 64, 64, 73, interpolation, MEAN, STD);
        ModelConfig config = new ModelConfig(
                plain.format(),
                plain.method(),
                List.of(1, 28, 20),
                plain.codeShape(),
                plain.capabilities(),
                plain.parameters(),
                plain.hyperparameters(),
                plain.classes(),
                fitting);
        loader.verify(config, weights(config));

        assertParity("fitted-" + interpolation, config, Generated.picture(2, config.shape()));
    }

    private void assertParity(String key, ModelConfig config, Tensor items) {
        try (SafeTensorsReader fixture =
                        SafeTensorsReader.open(Path.of("src/test/resources/parity/backbones.safetensors"));
                Network network = loader.load(config, List.of(weights(config)))) {
            LayerReader layers = network.as(LayerReader.class).orElseThrow();
            Tensor scores = Tensor.allocate(0);
            for (String entry : fixture.entries().keySet()) {
                if (entry.startsWith(key + "/")) {
                    Tensor made = layers.activations(items, entry.substring(key.length() + 1));
                    assertSampled(entry, made, fixture.bytes(entry).asFloatBuffer());
                    scores = made.rowSize() == 10 ? made : scores;
                }
            }
            assertServes(network, layers, items, scores);
        }
    }

    private static void assertSampled(String name, Tensor made, FloatBuffer expected) {
        FloatBuffer values = made.values();
        float largest = expected.get();
        int step = Math.max(1, values.remaining() / 64);
        for (int i = 0; expected.hasRemaining(); i++) {
            assertThat(values.get(i * step))
                    .as("%s %d", name, i)
                    .isCloseTo(expected.get(), within(TOLERANCE * largest));
        }
    }

    /** Serving folds batch norms into convolutions. */
    private static void assertServes(Network network, LayerReader layers, Tensor items, Tensor scores) {
        float[] features = layers.activations(items, featureLayer(layers)).toArray();
        float largest = largest(features);
        assertThat(network.as(Encoder.class).orElseThrow().encode(items).toArray())
                .containsExactly(features, within(TOLERANCE * largest));
        Tensor probabilities = network.as(Classifier.class).orElseThrow().classify(items);
        for (int row = 0; row < items.rows(); row++) {
            double sum = 0;
            float most = largest(toArray(scores.row(row)));
            for (int k = 0; k < 10; k++) {
                sum += Math.exp(scores.row(row).get(k) - most);
            }
            for (int k = 0; k < 10; k++) {
                double expected = Math.exp(scores.row(row).get(k) - most) / sum;
                assertThat(probabilities.row(row).get(k)).isCloseTo((float) expected, within(1e-3f));
            }
        }
    }

    private static float[] toArray(FloatBuffer values) {
        float[] array = new float[values.remaining()];
        values.get(array);
        return array;
    }

    private static float largest(float[] values) {
        return (float) IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .max()
                .orElseThrow();
    }

    private static String featureLayer(LayerReader layers) {
        List<LayerReader.NamedLayer> all = layers.layers();
        return all.get(all.size() - 2).name();
    }

    /** The numbers that torchvision's documentation gives; of the small ResNets, those of the reference. */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 11689512",
        "resnet34, 21797672",
        "resnet50, 25557032",
        "vgg11, 132863336",
        "vgg11_bn, 132868840",
        "vgg13, 133047848",
        "vgg13_bn, 133053736",
        "vgg16, 138357544",
        "vgg16_bn, 138365992",
        "vgg19, 143667240",
        "vgg19_bn, 143678248",
        "densenet121, 7978856",
        "densenet169, 14149480",
        "densenet201, 20013928"
    })
    void networksHaveAsManyParametersAsPublished(String name, long parameters) {
        assertThat(config(name, ItemShape.image(3, 224, 224), 1000).parameters())
                .isEqualTo(parameters);
    }

    @ParameterizedTest
    @CsvSource({"resnet20, 269722", "resnet32, 464154", "resnet44, 658586", "resnet56, 853018"})
    void smallNetworksHaveAsManyParametersAsTheReference(String name, long parameters) {
        assertThat(config(name, ItemShape.image(3, 32, 32), 10).parameters()).isEqualTo(parameters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet20", "resnet18", "vgg11", "vgg11_bn", "densenet121"})
    void trainingProgramsCompile(String name) {
        ModelConfig config = config(name, ItemShape.image(3, 64, 64), 10);
        Family family = Family.of("classifier");
        String source = TrainingProgram.source(
                family.network(config),
                Hyperparameters.restore(family.hyperparameters(), config.hyperparameters()),
                ElementType.UINT8,
                false);
        TorchProgram.load(TorchRuntime.start(1), source).close();
    }

    @Test
    void parametersAreNamedAsInTorchvision() {
        assertThat(names("resnet18"))
                .contains(
                        "conv1.weight",
                        "bn1.running_var",
                        "layer2.0.downsample.0.weight",
                        "layer2.0.downsample.1.bias",
                        "layer4.1.bn2.running_mean",
                        "fc.bias");
        assertThat(names("densenet121"))
                .contains(
                        "features.conv0.weight",
                        "features.denseblock4.denselayer16.norm2.running_var",
                        "features.transition3.conv.weight",
                        "features.norm5.bias",
                        "classifier.weight");
        assertThat(names("vgg16_bn")).contains("features.0.bias", "features.41.running_mean", "classifier.6.weight");
    }

    private static List<String> names(String name) {
        ModelConfig config = config(name, ItemShape.image(3, 224, 224), 1000);
        return Family.of("classifier").served(config).arrays().stream()
                .map(Parameter::name)
                .toList();
    }

    private static ModelConfig config(String architecture, ItemShape shape, int classes) {
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        DatasetFacts facts = new DatasetFacts(shape, ElementType.UINT8, 10, 0, 0, 1, names);
        return Family.of("classifier").plan(facts, Map.of("architecture", architecture));
    }

    private Path weights(ModelConfig config) {
        Path file = folder.resolve("model.safetensors");
        Map<String, Entry> tensors = new TreeMap<>();
        for (Parameter parameter : Family.of("classifier").served(config).arrays()) {
            List<Long> shape =
                    parameter.shape().stream().map(Integer::longValue).toList();
            tensors.put(parameter.name(), new Entry(StoredType.F32, shape, Generated.weights(parameter)));
        }
        SafeTensorsWriter.write(file, Map.of(), tensors);
        return file;
    }

    /** What the reference's generator gives. */
    private static final class Generated {

        private static final long GOLDEN = 0x9E3779B97F4A7C15L;

        private Generated() {}

        /** Uniform in [−1, 1): SplitMix64, begun by the name's CRC-32. */
        private static double draw(long begin, int index) {
            long z = begin + (index + 1) * GOLDEN;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            return (z >>> 40) * 0x1p-23 - 1;
        }

        private static long begin(String name) {
            CRC32 crc = new CRC32();
            crc.update(name.getBytes(StandardCharsets.UTF_8));
            return crc.getValue();
        }

        static ByteBuffer weights(Parameter parameter) {
            int count = Math.toIntExact(parameter.size());
            ByteBuffer values = ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            long begin = begin(parameter.name());
            double fanIn = (double) parameter.size() / parameter.shape().get(0);
            double bound = Math.sqrt(6 / fanIn);
            for (int i = 0; i < count; i++) {
                values.putFloat((float) scaled(parameter, draw(begin, i), bound));
            }
            return values.flip();
        }

        private static double scaled(Parameter parameter, double u, double bound) {
            if (parameter.shape().size() > 1) {
                return u * bound;
            }
            if (parameter.name().endsWith("running_var")) {
                return 1 + 0.5 * u;
            }
            return parameter.name().endsWith("weight") ? 0.8 + 0.2 * u : 0.1 * u;
        }

        static Tensor picture(int count, ItemShape shape) {
            Tensor items = Tensor.allocate(shape.batch(count));
            FloatBuffer values = items.values();
            long begin = begin("picture");
            for (int i = 0; i < values.limit(); i++) {
                values.put(i, (float) (0.5 + 0.5 * draw(begin, i)));
            }
            return items;
        }
    }
}
