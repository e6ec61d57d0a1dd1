package io.latentry.engine;

import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.engine.family.Family;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Likelihood;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The networks that likelihoods are asked of: those of the fixtures, and others with given weights. */
abstract class LikelihoodKit {

    private final TorchNetworkLoader loader = new TorchNetworkLoader(
            new EngineProperties(1, 4, Duration.ofSeconds(60), Duration.ZERO), new SimpleMeterRegistry());

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        loader.close();
    }

    /** A trained network with its items and what is expected of them. */
    record Fixture(SafeTensorsReader file, ModelConfig config, Map<String, Entry> weights, Network network)
            implements AutoCloseable {

        Likelihood likelihood() {
            return LikelihoodKit.likelihood(network);
        }

        Tensor items() {
            ByteBuffer bytes = file.bytes("x");
            Tensor items = Tensor.allocate(
                    config.shape().batch(bytes.remaining() / config.shape().size()));
            FloatBuffer values = items.values();
            while (values.hasRemaining()) {
                values.put((bytes.get() & 0xFF) / 255f);
            }
            return items;
        }

        double[] expected(String name) {
            double[] values = new double[file.bytes(name).remaining() / Double.BYTES];
            file.bytes(name).asDoubleBuffer().get(values);
            return values;
        }

        @Override
        public void close() {
            network.close();
            file.close();
        }
    }

    Fixture fixture(String name) {
        SafeTensorsReader file =
                SafeTensorsReader.open(Path.of("src/test/resources/parity/likelihood-" + name + ".safetensors"));
        List<Integer> shape = file.entries().get("x").shape().stream()
                .map(Long::intValue)
                .skip(1)
                .toList();
        Map<String, Object> settings = JsonMapper.shared()
                .readValue(file.metadata().get("hyperparameters"), new TypeReference<Map<String, Object>>() {});
        ModelConfig config = config(new ItemShape(shape), settings);
        Map<String, Entry> weights = new TreeMap<>();
        file.entries().forEach((key, entry) -> {
            if (key.startsWith("p.")) {
                weights.put(key.substring(2), new Entry(entry.type(), entry.shape(), file.bytes(key)));
            }
        });
        return new Fixture(file, config, weights, network(config, weights));
    }

    /** σ is 1 unless the settings say otherwise. */
    private static ModelConfig config(ItemShape shape, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("learnSigma", false));
        all.putAll(settings);
        return Family.of("vae").plan(new DatasetFacts(shape, ElementType.FLOAT32, 100, 10, 0, 1), all);
    }

    Network network(ItemShape shape, Map<String, Object> settings, Map<String, Entry> weights) {
        return network(config(shape, settings), weights);
    }

    Network network(ModelConfig config, Map<String, Entry> weights) {
        Path file = folder.resolve("model-" + System.nanoTime() + ".safetensors");
        SafeTensorsWriter.write(file, Map.of(), weights);
        loader.verify(config, file);
        return loader.load(config, List.of(file));
    }

    static Likelihood likelihood(Network network) {
        return network.as(Likelihood.class).orElseThrow();
    }

    static Entry floats(List<Long> shape, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        return new Entry(StoredType.F32, shape, bytes.flip());
    }
}
