package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.family.Family;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.Capability;
import io.latentry.model.Classifier;
import io.latentry.model.DatasetFacts;
import io.latentry.model.Decoder;
import io.latentry.model.Denoiser;
import io.latentry.model.ElementType;
import io.latentry.model.Encoder;
import io.latentry.model.Hyperparameter;
import io.latentry.model.ItemShape;
import io.latentry.model.LayerReader;
import io.latentry.model.Likelihood;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Noise;
import io.latentry.model.PortableRandom;
import io.latentry.model.Posterior;
import io.latentry.model.Reconstructor;
import io.latentry.model.Sampler;
import io.latentry.model.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchNetworkLoaderTests {

    private static final ItemShape IMAGE = ItemShape.image(1, 8, 8);
    private static final List<String> CLASSES = List.of("cat", "dog");
    private static final ItemShape VECTOR = ItemShape.vector(5);

    private final TorchNetworkLoader loader = new TorchNetworkLoader(
            new EngineProperties(2, 8, Duration.ofSeconds(30), Duration.ZERO), new SimpleMeterRegistry());

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        loader.close();
    }

    static List<ModelConfig> configs() {
        List<ModelConfig> configs = new ArrayList<>();
        for (Family family : Family.all()) {
            configs.add(config(family, IMAGE, Map.of("architecture", "mlp", "hidden", List.of(12))));
            configs.add(config(family, IMAGE, Map.of("architecture", "conv", "hidden", List.of(4, 6))));
            configs.add(config(family, VECTOR, Map.of("hidden", List.of(7))));
        }
        configs.add(config(Family.of("dictionary"), IMAGE, Map.of("supervised", true)));
        return configs;
    }

    @ParameterizedTest
    @MethodSource("configs")
    void networksOfEveryMethodDoWhatTheirCapabilitiesSay(ModelConfig config) {
        Path weights = weights(config);
        loader.verify(config, weights);
        try (Network network = loader.load(config, List.of(weights))) {
            Tensor items = new PortableRandom(1).normal(0.3, config.shape().batch(3));
            Tensor codes = network.as(Encoder.class).orElseThrow().encode(items);
            assertThat(codes.shape()).isEqualTo(ServedProgram.batch(3, config.codeShape()));
            assertThat(network.as(Reconstructor.class).isPresent()).isEqualTo(can(config, Capability.RECONSTRUCT));
            network.as(Reconstructor.class)
                    .ifPresent(role -> assertReconstructs(
                            role.reconstruct(items),
                            network.as(Decoder.class).orElseThrow().decode(codes)));
            assertThat(network.as(Classifier.class).isPresent()).isEqualTo(can(config, Capability.CLASSIFY));
            network.as(Classifier.class).ifPresent(role -> assertProbabilities(role.classify(items)));
            assertLayers(network.as(LayerReader.class).orElseThrow(), items, codes);
            assertThat(network.as(Denoiser.class).isPresent()).isEqualTo(can(config, Capability.DENOISE));
            assertThat(network.as(Sampler.class).isPresent()).isEqualTo(can(config, Capability.SAMPLE));
            assertThat(network.as(Posterior.class).isPresent()).isEqualTo(can(config, Capability.SAMPLE));
            assertThat(network.as(Likelihood.class).isPresent())
                    .isEqualTo(config.method().equals("vae"));
            network.as(Denoiser.class)
                    .ifPresent(denoiser ->
                            assertThat(denoiser.denoise(items).shape()).isEqualTo(items.shape()));
            network.as(Sampler.class)
                    .ifPresent(sampler -> assertThat(sampler.sample(4, 1, 1).shape())
                            .isEqualTo(config.shape().batch(4)));
            network.as(Posterior.class)
                    .ifPresent(posterior ->
                            assertThat(posterior.draw(items, 1).shape()).isEqualTo(codes.shape()));
            assertThat(network.bytes()).isGreaterThanOrEqualTo(4 * config.parameters());
        }
    }

    /** The last layer that is no score of classes. */
    private static String codeLayer(LayerReader layers) {
        return layers.layers().stream()
                .map(LayerReader.NamedLayer::name)
                .filter(name -> !name.startsWith("head"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static void assertReconstructs(Reconstructor.Reconstruction reconstruction, Tensor decoded) {
        assertThat(reconstruction.errors().shape()).containsExactly(3);
        assertThat(reconstruction.items().shape()).isEqualTo(decoded.shape());
        assertThat(decoded.toArray()).containsExactly(reconstruction.items().toArray(), within(1e-5f));
    }

    private static void assertLayers(LayerReader layers, Tensor items, Tensor codes) {
        assertThat(layers.layers())
                .isNotEmpty()
                .allSatisfy(layer -> assertThat(
                                layers.activations(items, layer.name()).shape())
                        .isEqualTo(ServedProgram.batch(3, layer.shape())));
        layers.arrays(codeLayer(layers))
                .forEach((name, shape) -> assertThat(
                                layers.array(codeLayer(layers), name).shape())
                        .isEqualTo(shape.stream().mapToInt(Integer::intValue).toArray()));
        assertThat(layers.activations(items, codeLayer(layers)).toArray())
                .containsExactly(codes.toArray(), within(1e-5f));
    }

    private static void assertProbabilities(Tensor probabilities) {
        assertThat(probabilities.shape()).containsExactly(3, CLASSES.size());
        for (int row = 0; row < 3; row++) {
            assertThat(probabilities.row(row).get(0) + probabilities.row(row).get(1))
                    .isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void vectorsAreStandardisedByTheModelsOwnStatistics() {
        ModelConfig config = config(Family.of("autoencoder"), VECTOR, Map.of("hidden", List.of()));
        Path weights = weights(config, tensors -> {
            tensors.put("input.mean", floats(List.of(5L), 100, 100, 100, 100, 100));
            tensors.put("input.std", floats(List.of(5L), 10, 10, 10, 10, 10));
            return tensors;
        });
        try (Network shifted = loader.load(config, List.of(weights));
                Network plain = loader.load(config, List.of(weights(config)))) {
            Tensor items = Tensor.of(new float[] {90, 100, 110, 105, 95}, 1, 5);
            Tensor standardised = Tensor.of(new float[] {-1, 0, 1, 0.5f, -0.5f}, 1, 5);

            assertThat(shifted.as(Encoder.class).orElseThrow().encode(items).toArray())
                    .containsExactly(
                            plain.as(Encoder.class)
                                    .orElseThrow()
                                    .encode(standardised)
                                    .toArray(),
                            within(1e-5f));
        }
    }

    @Test
    void equalSeedsCorruptEqually() {
        ModelConfig config = config(Family.of("denoising-autoencoder"), IMAGE, Map.of("hidden", List.of(12)));
        try (Network network = loader.load(config, List.of(weights(config)))) {
            Denoiser denoiser = network.as(Denoiser.class).orElseThrow();
            Tensor items = Tensor.allocate(2, 1, 8, 8);
            Noise noise = new Noise("gaussian", 0.5);

            assertThat(denoiser.corrupt(items, noise, 3).toArray())
                    .containsExactly(denoiser.corrupt(items, noise, 3).toArray())
                    .isNotEqualTo(denoiser.corrupt(items, noise, 4).toArray());
        }
    }

    @Test
    void refusesConfigurationsThatContradictThemselves() {
        ModelConfig good = config(Family.of("autoencoder"), IMAGE, Map.of("hidden", List.of(12)));
        assertRefused(good, copy(good, "unknown-method", good.itemShape(), good.codeShape(), 0), "method");
        assertRefused(good, copy(good, "vae", good.itemShape(), good.codeShape(), 0), "hyperparameters.likelihood");
        assertRefused(good, copy(good, good.method(), List.of(2, 2), good.codeShape(), 0), "itemShape");
        assertRefused(good, copy(good, good.method(), List.of(60000, 60000, 60000), good.codeShape(), 0), "itemShape");
        assertRefused(good, copy(good, good.method(), good.itemShape(), List.of(3), good.parameters()), "codeShape");
        assertRefused(good, copy(good, good.method(), good.itemShape(), good.codeShape(), 1), "parameters");
        Map<String, Object> settings = new HashMap<>(good.hyperparameters());
        settings.put("latentSize", 0);
        assertRefused(good, with(good, settings, good.capabilities()), "hyperparameters.latentSize");
        settings.put("latentSize", 16);
        settings.put("surprise", 1);
        assertRefused(good, with(good, settings, good.capabilities()), "hyperparameters.surprise");
        assertRefused(good, with(good, good.hyperparameters(), Set.of("encode", "sample")), "capabilities");
    }

    @Test
    void refusesWeightsOfAnotherNetwork() {
        ModelConfig small = config(Family.of("autoencoder"), IMAGE, Map.of("hidden", List.of(12)));
        ModelConfig other = config(Family.of("autoencoder"), IMAGE, Map.of("hidden", List.of(13)));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> loader.verify(small, weights(other)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("invalid-weights"));
    }

    @Test
    void practiceRunsEveryMethodAndLeavesNothing() {
        assertThat(new Practice(loader).run(Duration.ofMillis(30))).isGreaterThanOrEqualTo(4);
        assertThat(new Practice(loader).run(Duration.ZERO)).isZero();
    }

    private void assertRefused(ModelConfig weightsOf, ModelConfig config, String field) {
        Path weights = weights(weightsOf);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> loader.verify(config, weights))
                .satisfies(e -> assertThat(e.errors()).extracting("field").contains(field));
    }

    private static boolean can(ModelConfig config, Capability capability) {
        return config.capabilities().contains(capability.label());
    }

    private static ModelConfig config(Family family, ItemShape shape, Map<String, Object> settings) {
        Map<String, Object> own = new HashMap<>(settings);
        own.keySet()
                .retainAll(family.hyperparameters().stream()
                        .map(Hyperparameter::name)
                        .toList());
        return family.plan(new DatasetFacts(shape, ElementType.FLOAT32, 10, 0, 0, 1, CLASSES), own);
    }

    private static ModelConfig copy(
            ModelConfig config, String method, List<Integer> itemShape, List<Integer> codeShape, long parameters) {
        return new ModelConfig(
                config.format(),
                method,
                itemShape,
                codeShape,
                config.capabilities(),
                parameters,
                config.hyperparameters(),
                config.classes(),
                config.preprocessing());
    }

    private static ModelConfig with(ModelConfig config, Map<String, Object> settings, Set<String> capabilities) {
        return new ModelConfig(
                config.format(),
                config.method(),
                config.itemShape(),
                config.codeShape(),
                capabilities,
                config.parameters(),
                settings);
    }

    private Path weights(ModelConfig config) {
        return weights(config, UnaryOperator.identity());
    }

    private Path weights(ModelConfig config, UnaryOperator<Map<String, SafeTensorsWriter.Entry>> change) {
        NetworkDescription network = Family.of(config.method()).network(config);
        Map<String, SafeTensorsWriter.Entry> tensors = new HashMap<>();
        for (Parameter parameter : network.arrays()) {
            float[] values = new float[(int) parameter.size()];
            InitialWeights.draw(parameter, 1, tensors.size(), FloatBuffer.wrap(values));
            if (parameter.name().equals(NetworkDescription.STANDARD_DEVIATION)) {
                Arrays.fill(values, 1);
            }
            tensors.put(
                    parameter.name(),
                    floats(parameter.shape().stream().map(Integer::longValue).toList(), values));
        }
        Path file = folder.resolve("model-" + System.nanoTime() + ".safetensors");
        SafeTensorsWriter.write(file, Map.of(), change.apply(tensors));
        return file;
    }

    private static SafeTensorsWriter.Entry floats(List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new SafeTensorsWriter.Entry(StoredType.F32, shape, bytes);
    }
}
