package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.latentry.core.error.InvalidInputException;
import io.latentry.engine.SafeTensorsWriter.Entry;
import io.latentry.model.Decoder;
import io.latentry.model.ItemShape;
import io.latentry.model.Likelihood;
import io.latentry.model.Network;
import io.latentry.model.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Likelihoods of trained networks are those of {@code src/test/python/likelihood.py}, which made the fixtures. */
class LikelihoodTests extends LikelihoodKit {

    private static final int DRAWS = 200;

    /** More than three times as many as are computed at once. */
    private static final int MANY = 800;

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "conv", "conv-sigma", "vectors", "vectors-sigma"})
    void estimatesAreThoseOfPyTorch(String name) {
        try (Fixture fixture = fixture(name)) {
            double[] estimate = doubles(fixture.likelihood().estimate(fixture.items(), DRAWS, 1));
            double[] reference = fixture.expected("reference");

            assertThat(mean(estimate)).isCloseTo(mean(fixture.expected("estimate")), within(0.1));
            assertThat(mean(estimate)).isCloseTo(mean(reference), within(0.2));
            double[] errors = new double[reference.length];
            Arrays.setAll(errors, i -> Math.abs(estimate[i] - reference[i]));
            assertThat(mean(errors)).isLessThan(0.4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "conv", "conv-sigma", "vectors", "vectors-sigma"})
    void boundsAreThoseOfPyTorch(String name) {
        try (Fixture fixture = fixture(name)) {
            double[] kl = fixture.expected("kl");
            double[] drawn = column(fixture.likelihood().bound(fixture.items(), 1), 1);
            for (int i = 0; i < kl.length; i++) {
                assertThat(drawn[i]).isCloseTo(kl[i], withinPercentage(0.01));
            }
            assertThat(overSeeds(seed -> mean(column(fixture.likelihood().bound(fixture.items(), seed), 0))))
                    .isCloseTo(mean(fixture.expected("reconstruction")), within(0.05));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "vectors-sigma"})
    void moreDrawsComeNearerFromBelow(String name) {
        try (Fixture fixture = fixture(name)) {
            double bound =
                    -overSeeds(seed -> 2 * mean(doubles(fixture.likelihood().bound(fixture.items(), seed))));
            double one = overSeeds(seed -> mean(doubles(fixture.likelihood().estimate(fixture.items(), 1, seed))));
            double ten = overSeeds(seed -> mean(doubles(fixture.likelihood().estimate(fixture.items(), 10, seed))));
            double most = mean(doubles(fixture.likelihood().estimate(fixture.items(), 2000, 1)));

            assertThat(one).isCloseTo(bound, within(0.02 * Math.abs(bound)));
            assertThat(ten).isBetween(one + 0.03, most - 0.01);
            assertThat(most).isCloseTo(mean(fixture.expected("reference")), within(0.1));
        }
    }

    /**
     * x = Wz + b + noise of σ = 1 with one value of x for each of z: its posterior is known, so that every single weight is
     * p(x), and the values of x are independent, each from N(b, w² + 1).
     */
    @Test
    void ofTheExactPosteriorEveryDrawTellsTheTruth() {
        double[] w = {2, 0.5};
        double[] b = {0.3, -1};
        Map<String, Entry> weights = new TreeMap<>(Map.of(
                "mean.weight", floats(List.of(2L, 2L), w[0] / (1 + w[0] * w[0]), 0, 0, w[1] / (1 + w[1] * w[1])),
                "mean.bias", floats(List.of(2L), -b[0] * w[0] / (1 + w[0] * w[0]), -b[1] * w[1] / (1 + w[1] * w[1])),
                "log_variance.weight", floats(List.of(2L, 2L), 0, 0, 0, 0),
                "log_variance.bias", floats(List.of(2L), -Math.log(1 + w[0] * w[0]), -Math.log(1 + w[1] * w[1])),
                "decoder.0.weight", floats(List.of(2L, 2L), w[0], 0, 0, w[1]),
                "decoder.0.bias", floats(List.of(2L), b),
                "input.mean", floats(List.of(2L), 10, 20),
                "input.std", floats(List.of(2L), 5, 0.1)));
        Map<String, Object> settings = Map.of("hidden", List.of(), "latentSize", 2, "likelihood", "gaussian");
        float[] standardised = {0, 0, 1.5f, -3, 4, 2, -7, 0.5f};
        float[] items = new float[standardised.length];
        for (int i = 0; i < items.length; i++) {
            items[i] = i % 2 == 0 ? 10 + 5 * standardised[i] : 20 + 0.1f * standardised[i];
        }
        try (Network network = network(ItemShape.vector(2), settings, weights)) {
            for (int draws : new int[] {1, 7, 1000}) {
                double[] estimate = doubles(likelihood(network).estimate(Tensor.of(items, 4, 2), draws, draws));
                for (int row = 0; row < 4; row++) {
                    double truth = logNormal(standardised[2 * row], b[0], w[0] * w[0] + 1)
                            + logNormal(standardised[2 * row + 1], b[1], w[1] * w[1] + 1);
                    assertThat(estimate[row]).isCloseTo(truth, within(1e-4));
                }
            }
        }
    }

    private static double logNormal(double x, double mean, double variance) {
        return -0.5 * ((x - mean) * (x - mean) / variance + Math.log(2 * Math.PI * variance));
    }

    @Test
    void drawsBySeed() {
        try (Fixture fixture = fixture("conv")) {
            Likelihood likelihood = fixture.likelihood();
            Tensor items = fixture.items();

            assertThat(likelihood.estimate(items, 30, 5).toArray())
                    .containsExactly(likelihood.estimate(items, 30, 5).toArray())
                    .isNotEqualTo(likelihood.estimate(items, 30, 6).toArray());
            assertThat(likelihood.bound(items, 5).toArray())
                    .containsExactly(likelihood.bound(items, 5).toArray())
                    .isNotEqualTo(likelihood.bound(items, 6).toArray());
            assertThat(likelihood.estimate(items, 1, -1).shape()).containsExactly(items.rows());
        }
    }

    @Test
    void equalItemsOfALargeBatchAreEachDrawnFor() {
        try (Fixture fixture = fixture("vectors-sigma")) {
            Tensor items = Tensor.allocate(MANY, 9);
            for (int row = 0; row < MANY; row++) {
                items.row(row).put(fixture.items().row(row % 2));
            }
            Tensor bound = fixture.likelihood().bound(items, 3);
            double[] kl = fixture.expected("kl");

            assertThat(bound.shape()).containsExactly(MANY, 2);
            assertThat(distinct(column(bound, 0))).isGreaterThan(MANY - 10);
            for (int row = 0; row < MANY; row++) {
                assertThat(bound.row(row).get(1)).isCloseTo((float) kl[row % 2], withinPercentage(0.01));
            }
            for (int draws : new int[] {1, 300, 2000}) {
                Tensor estimate = fixture.likelihood().estimate(items, draws, 3);
                assertThat(estimate.shape()).containsExactly(MANY);
                assertThat(distinct(doubles(estimate))).isGreaterThan(MANY - 10);
                assertThat(estimate.toArray())
                        .containsExactly(
                                fixture.likelihood().estimate(items, draws, 3).toArray());
            }
        }
    }

    /** Threads that libtorch starts have the name of the one that computes; they would wait for each other. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void smallNetworksAreComputedByOneThread() throws IOException {
        try (Fixture fixture = fixture("vectors")) {
            long before = computingThreads();
            fixture.likelihood().estimate(fixture.items(), 300, 1);

            assertThat(computingThreads()).isEqualTo(before + 1);
        }
    }

    private static long computingThreads() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.filter(LikelihoodTests::isComputing).count();
        }
    }

    private static boolean isComputing(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).startsWith("cpu-");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aSaturatedDecoderStaysFinite() {
        try (Fixture fixture = fixture("mlp")) {
            double[] logits = new double[42];
            Arrays.fill(logits, 1000);
            Map<String, Entry> weights = fixture.weights();
            weights.put("decoder.4.weight", floats(List.of(42L, 12L), new double[42 * 12]));
            weights.put("decoder.4.bias", floats(List.of(42L), logits));
            try (Network network = network(fixture.config(), weights)) {
                Tensor black = Tensor.allocate(2, 1, 7, 6);
                float[] decoded = network.as(Decoder.class)
                        .orElseThrow()
                        .decode(Tensor.allocate(1, 4))
                        .toArray();
                assertThat(decoded).containsOnly(1f);
                assertThat(column(likelihood(network).bound(black, 1), 0)).containsOnly(42_000.0);
                assertThat(mean(doubles(likelihood(network).estimate(black, 500, 1))))
                        .isCloseTo(-42_000, within(1.0));
            }
        }
    }

    @Test
    void refusesWhatItCannotDrawFor() {
        try (Fixture fixture = fixture("mlp")) {
            Likelihood likelihood = fixture.likelihood();
            assertRefused("draws", () -> likelihood.estimate(fixture.items(), 0, 1));
            assertRefused("draws", () -> likelihood.estimate(fixture.items(), -3, 1));
            assertRefused("items", () -> likelihood.estimate(Tensor.allocate(1, 42), 1, 1));
            assertRefused("items", () -> likelihood.bound(Tensor.allocate(1, 1, 6, 7), 1));
            assertThat(likelihood.estimate(Tensor.allocate(0, 1, 7, 6), 1, 1).shape())
                    .containsExactly(0);
            assertThat(likelihood.bound(Tensor.allocate(0, 1, 7, 6), 1).shape()).containsExactly(0, 2);
        }
    }

    private static void assertRefused(String field, Runnable call) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.errors()).extracting("field").containsExactly(field));
    }

    private interface OfSeed {
        double value(long seed);
    }

    private static double overSeeds(OfSeed figure) {
        return IntStream.range(0, 100).mapToDouble(figure::value).average().orElseThrow();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static long distinct(double[] values) {
        return DoubleStream.of(values).distinct().count();
    }

    private static double[] column(Tensor tensor, int column) {
        return IntStream.range(0, tensor.rows())
                .mapToDouble(row -> tensor.row(row).get(column))
                .toArray();
    }

    private static double[] doubles(Tensor tensor) {
        float[] values = tensor.toArray();
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
