package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.device.DevicePool;
import io.latentry.model.Decoder;
import io.latentry.model.Denoiser;
import io.latentry.model.Encoder;
import io.latentry.model.ModelConfig;
import io.latentry.model.NoiseMaker;
import io.latentry.model.Posterior;
import io.latentry.model.Reconstructor;
import io.latentry.model.Sampler;
import io.latentry.model.Tensor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TorchNetworkTests {

    private static final int MOST_ITEMS = 256;

    private static final String METHODS = """
            def encode(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return torch.linear(x, p[0], p[1])
            def decode(self, z: Tensor, p: List[Tensor]) -> Tensor:
              return torch.linear(z, p[2], p[3])
            def reconstruct(self, x: Tensor, p: List[Tensor]) -> Tuple[Tensor, Tensor]:
              y = self.decode(self.encode(x, p), p)
              e = torch.mean(torch.pow(torch.sub(y, x), 2), [1])
              return (y, e)
            def posterior(self, x: Tensor, p: List[Tensor]) -> Tuple[Tensor, Tensor]:
              m = self.encode(x, p)
              return (m, torch.mul(m, 0.5))
            """;

    private final DevicePool pool = new DevicePool("test", 2, 64, Duration.ofSeconds(30), new SimpleMeterRegistry());
    private final TorchRuntime runtime = TorchRuntime.start(1);
    private final NDManager manager = runtime.newManager();

    @AfterEach
    void close() {
        pool.close();
        manager.close();
    }

    @Test
    void hasTheRolesOfItsCapabilities() {
        try (TorchNetwork network = network(Set.of("encode", "reconstruct"))) {
            assertThat(network.as(Encoder.class)).isPresent();
            assertThat(network.as(Decoder.class)).isPresent();
            assertThat(network.as(Reconstructor.class)).isPresent();
            assertThat(network.as(Denoiser.class)).isEmpty();
            assertThat(network.as(Posterior.class)).isEmpty();
            assertThat(network.as(Sampler.class)).isEmpty();
        }
    }

    @Test
    void piecesOfALargeBatchGiveWhatSingleItemsGive() {
        Tensor items = items(3 * MOST_ITEMS + 17);
        try (TorchNetwork network = network()) {
            Tensor codes = network.as(Encoder.class).orElseThrow().encode(items);

            assertThat(codes.shape()).containsExactly(items.rows(), 2);
            for (int row : new int[] {0, 255, 256, 300, items.rows() - 1}) {
                Tensor single = network.as(Encoder.class).orElseThrow().encode(Tensor.of(row(items, row), 1, 6));
                assertThat(row(codes, row)).containsExactly(single.toArray(), within(1e-5f));
            }
        }
    }

    @Test
    void reconstructsWithAnErrorPerItem() {
        Tensor items = items(300);
        try (TorchNetwork network = network()) {
            Reconstructor.Reconstruction reconstruction =
                    network.as(Reconstructor.class).orElseThrow().reconstruct(items);

            assertThat(reconstruction.errors().shape()).containsExactly(300);
            double error = 0;
            float[] clean = row(items, 299);
            float[] back = row(reconstruction.items(), 299);
            for (int i = 0; i < 6; i++) {
                error += Math.pow(clean[i] - back[i], 2) / 6;
            }
            assertThat(reconstruction.errors().values().get(299)).isCloseTo((float) error, within(1e-5f));
        }
    }

    @Test
    void drawsFromThePosteriorBySeed() {
        Tensor items = items(4000);
        try (TorchNetwork network = network()) {
            Posterior posterior = network.as(Posterior.class).orElseThrow();
            Tensor draw = posterior.draw(items, 1);
            Tensor logVariance = posterior.logVariance(items);
            Tensor mean = network.as(Encoder.class).orElseThrow().encode(items);

            assertThat(posterior.draw(items, 1).toArray()).containsExactly(draw.toArray());
            assertThat(posterior.draw(items, 2).toArray()).isNotEqualTo(draw.toArray());
            double square = 0;
            for (int i = 0; i < 8000; i++) {
                double deviation = draw.values().get(i) - mean.values().get(i);
                square += deviation * deviation / Math.exp(logVariance.values().get(i)) / 8000;
            }
            assertThat(square).isCloseTo(1, within(0.1));
        }
    }

    @Test
    void samplesBySeedAndTemperature() {
        try (TorchNetwork network = network()) {
            Sampler sampler = network.as(Sampler.class).orElseThrow();

            assertThat(sampler.sample(5, 3, 1).shape()).containsExactly(5, 6);
            assertThat(sampler.sample(5, 3, 1).toArray())
                    .containsExactly(sampler.sample(5, 3, 1).toArray())
                    .isNotEqualTo(sampler.sample(5, 4, 1).toArray());
            Tensor coldest = network.as(Decoder.class).orElseThrow().decode(Tensor.allocate(1, 2));
            assertThat(sampler.sample(1, 3, 0).toArray()).containsExactly(coldest.toArray());
        }
    }

    @Test
    void refusesOtherWidthsBeforeAnyNativeCall() {
        try (TorchNetwork network = network()) {
            Encoder encoder = network.as(Encoder.class).orElseThrow();

            for (int[] shape : new int[][] {{1, 5}, {1, 6, 1}, {6}, {2, 7}}) {
                assertThatExceptionOfType(InvalidInputException.class)
                        .isThrownBy(() -> encoder.encode(Tensor.allocate(shape)))
                        .satisfies(e -> assertThat(e.errors().get(0).field()).isEqualTo("items"));
            }
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> network.as(Decoder.class).orElseThrow().decode(Tensor.allocate(1, 6)))
                    .satisfies(e -> assertThat(e.errors().get(0).field()).isEqualTo("codes"));
        }
    }

    @Test
    void noItemsGiveNoCodes() {
        try (TorchNetwork network = network()) {
            assertThat(network.as(Encoder.class)
                            .orElseThrow()
                            .encode(Tensor.allocate(0, 6))
                            .shape())
                    .containsExactly(0, 2);
        }
    }

    @Test
    void threadsShareANetwork() {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        Tensor items = items(20);
        try (TorchNetwork network = network()) {
            Encoder encoder = network.as(Encoder.class).orElseThrow();
            float[] expected = encoder.encode(items).toArray();
            List<CompletableFuture<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                results.add(CompletableFuture.supplyAsync(
                        () -> {
                            for (int j = 0; j < 49; j++) {
                                assertThat(encoder.encode(items).toArray()).containsExactly(expected);
                            }
                            return encoder.encode(items).toArray();
                        },
                        callers));
            }
            assertThat(results).allSatisfy(result -> assertThat(result.join()).containsExactly(expected));
        } finally {
            callers.shutdown();
        }
    }

    @Test
    void callsLeaveNothingOpen() {
        Tensor items = items(20);
        try (TorchNetwork network = network()) {
            network.as(Encoder.class).orElseThrow().encode(items);
            int before = manager.getManagedArrays().size();
            int managers = manager.getParentManager().getManagedArrays().size();

            for (int i = 0; i < 2000; i++) {
                network.as(Reconstructor.class).orElseThrow().reconstruct(items);
            }

            assertThat(manager.getManagedArrays()).hasSize(before);
            assertThat(manager.getParentManager().getManagedArrays()).hasSize(managers);
        }
    }

    @Test
    void closedNetworkComputesNothing() {
        TorchNetwork network = network();
        Encoder encoder = network.as(Encoder.class).orElseThrow();
        network.close();
        network.close();

        assertThatIllegalStateException().isThrownBy(() -> encoder.encode(items(1)));
    }

    @Test
    void knowsTheSizeOfItsWeights() {
        try (TorchNetwork network = network()) {
            assertThat(network.bytes()).isEqualTo(4L * (2 * 6 + 2 + 6 * 2 + 6));
        }
    }

    private TorchNetwork network() {
        return network(Set.of("encode", "reconstruct", "sample"));
    }

    private TorchNetwork network(Set<String> capabilities) {
        ModelConfig config =
                new ModelConfig(ModelConfig.FORMAT, "test", List.of(6), List.of(2), capabilities, 32, Map.of());
        NDManager own = manager.newSubManager();
        Random random = new Random(5);
        NDList weights = new NDList();
        for (int[] shape : new int[][] {{2, 6}, {2}, {6, 2}, {6}}) {
            float[] values = new float[shape.length == 2 ? 12 : shape[0]];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            NDArray weight = own.create(values).reshape(toLongs(shape)).duplicate();
            weight.setName(WeightsFile.ARGUMENT);
            weights.add(weight);
        }
        return new TorchNetwork(
                config,
                new ServedProgram(pool, TorchProgram.load(runtime, METHODS), own, weights, MOST_ITEMS),
                new NoiseMaker(config.shape(), new float[6], new float[6]),
                Optional.empty());
    }

    private static long[] toLongs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    private static Tensor items(int count) {
        Random random = new Random(9);
        float[] values = new float[count * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Tensor.of(values, count, 6);
    }

    private static float[] row(Tensor tensor, int row) {
        float[] values = new float[tensor.rowSize()];
        tensor.row(row).get(values);
        return values;
    }
}
