package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDManager;
import io.latentry.core.error.ImpossibleException;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.NearestNeighbours.Neighbours;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchNearestNeighboursTests {

    private final TorchRuntime runtime = TorchRuntime.start(1);

    private final NDManager manager = runtime.newManager();

    /** Seven vectors of five floats to a chunk. */
    private final TorchNearestNeighbours neighbours = new TorchNearestNeighbours(runtime, manager, 7 * 5 * Float.BYTES);

    @AfterEach
    void close() {
        neighbours.close();
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 0", "40, 0", "100, 0", "3, 1000", "3, 100000"})
    void findsWhatBruteForceFinds(int count, float offset) {
        MemoryItems base = normal(100, 5, offset, 1);
        MemoryItems queries = normal(23, 5, offset, 2);

        assertFound(base, queries, count);
    }

    @Test
    void findsThemAmongBytes() {
        MemoryItems base = MemoryItems.waves(ItemShape.image(1, 3, 3), ElementType.UINT8, 300, 3);
        MemoryItems queries = MemoryItems.waves(ItemShape.image(1, 3, 3), ElementType.UINT8, 20, 4);

        assertFound(base, queries, 5);
    }

    @Test
    void bytesAreImagesToFloats() {
        MemoryItems bytes = new MemoryItems(ItemShape.image(1, 1, 1), ElementType.UINT8, new float[] {0, .2f, 1}, null);
        MemoryItems floats = vectors(1, .16f, .9f);

        assertThat(neighbours.find(bytes, floats, 1).euclidean()).isEqualTo(new int[][] {{1}, {2}});
        assertThat(neighbours.find(floats, bytes, 1).euclidean()).isEqualTo(new int[][] {{0}, {0}, {1}});
    }

    @Test
    void findsShortVectorsAmongLongOnes() {
        MemoryItems base = normal(100, 5, 0, 5);
        for (int i = 0; i < base.values().length; i++) {
            base.values()[i] = i < 250 ? base.values()[i] * 1e-4f : base.values()[i] + 10;
        }
        MemoryItems queries = normal(10, 5, 0, 6);
        for (int i = 0; i < queries.values().length; i++) {
            queries.values()[i] *= 1e-4f;
        }

        assertFound(base, queries, 5);
    }

    @Test
    void findsDirectionsAmongHugeAndTinyValues() {
        for (float unit : new float[] {1e-18f, 1e18f}) {
            MemoryItems base = normal(100, 5, 0, 7);
            MemoryItems queries = normal(10, 5, 0, 8);
            Neighbours usual = neighbours.find(base, queries, 4);
            scale(base, unit);
            scale(queries, unit);
            Neighbours found = neighbours.find(base, queries, 4);

            assertThat(found.euclidean()).isEqualTo(usual.euclidean());
            assertThat(found.cosine()).isEqualTo(usual.cosine());
        }
    }

    private static void scale(MemoryItems items, float unit) {
        for (int i = 0; i < items.values().length; i++) {
            items.values()[i] *= unit;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30})
    void ofEqualsTheFirst(int count) {
        float[] values = new float[30 * 5];
        for (int i = 0; i < 30; i++) {
            values[i * 5 + i % 2] = 1 + i / 20;
        }
        MemoryItems base = vectors(5, values);
        MemoryItems queries = vectors(5, 1, 0, 0, 0, 0, .1f, 2, 0, 0, 0);

        assertFound(base, queries, count);
    }

    @Test
    void manyEqualsKeepTheirOrder() {
        float[] values = new float[50 * 5];
        Arrays.fill(values, 3.3f);

        Neighbours found = neighbours.find(vectors(5, values), normal(3, 5, 0, 9), 4);

        int[][] first = {{0, 1, 2, 3}, {0, 1, 2, 3}, {0, 1, 2, 3}};
        assertThat(found.euclidean()).isEqualTo(first);
        assertThat(found.cosine()).isEqualTo(first);
    }

    @Test
    void parallelVectorsHaveTheSameDirection() {
        MemoryItems base = vectors(2, 7, 7, 0, 1, 3, 3, 1, 1, 5, 5);

        assertThat(neighbours.find(base, vectors(2, .3f, .3f), 4).cosine()).isEqualTo(new int[][] {{0, 2, 3, 4}});
    }

    @Test
    void zerosAreAtRightAnglesToAll() {
        MemoryItems base = vectors(2, -1, 0, 0, 0, 1, 0, 0, 3, 0, 0);

        Neighbours found = neighbours.find(base, vectors(2, 2, 0, 0, 0), 5);

        assertThat(found.cosine()).isEqualTo(new int[][] {{2, 1, 3, 4, 0}, {0, 1, 2, 3, 4}});
        assertThat(found.euclidean()).isEqualTo(new int[][] {{2, 1, 4, 0, 3}, {1, 4, 0, 2, 3}});
    }

    @Test
    void zerosComeAfterAllThatPointSlightlyTheSameWay() {
        float[] values = new float[50 * 2];
        IntStream.range(40, 50).forEach(i -> {
            values[2 * i] = 1;
            values[2 * i + 1] = 3;
        });

        Neighbours found = neighbours.find(vectors(2, values), vectors(2, 1, 0), 3);

        assertThat(found.cosine()).isEqualTo(new int[][] {{40, 41, 42}});
    }

    @Test
    void zerosKeepTheirPlaceAmongMany() {
        MemoryItems base = normal(100, 5, 0, 10);
        Arrays.fill(base.values(), 200, 300, 0);
        MemoryItems queries = normal(20, 5, 0, 11);
        Arrays.fill(queries.values(), 0, 5, 0);

        assertFound(base, queries, 2);
        assertFound(base, queries, 60);
    }

    @Test
    void refusesWhatIsNotFinite() {
        MemoryItems good = normal(20, 5, 0, 12);
        for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
            MemoryItems broken = normal(20, 5, 0, 12);
            broken.values()[77] = bad;

            assertThatExceptionOfType(ImpossibleException.class)
                    .isThrownBy(() -> neighbours.find(broken, good, 1))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("values-not-finite"));
            assertThatExceptionOfType(ImpossibleException.class).isThrownBy(() -> neighbours.find(good, broken, 1));
        }
    }

    @Test
    void refusesMoreThanThereAre() {
        MemoryItems items = normal(20, 5, 0, 13);

        assertThatIllegalArgumentException().isThrownBy(() -> neighbours.find(items, items, 21));
        assertThatIllegalArgumentException().isThrownBy(() -> neighbours.find(items, normal(2, 4, 0, 1), 1));
    }

    @Test
    void leavesNoArrayOpen() {
        MemoryItems items = normal(50, 5, 0, 14);

        neighbours.find(items, items, 3);

        assertThat(manager.getManagedArrays()).isEmpty();
    }

    private void assertFound(MemoryItems base, MemoryItems queries, int count) {
        Neighbours found = neighbours.find(base, queries, count);
        assertThat(found.euclidean()).isEqualTo(BruteForce.euclidean(base, queries, count));
        assertThat(found.cosine()).isEqualTo(BruteForce.cosine(base, queries, count));
    }

    private static MemoryItems vectors(int size, float... values) {
        return new MemoryItems(ItemShape.vector(size), ElementType.FLOAT32, values, new int[0]);
    }

    private static MemoryItems normal(int count, int size, float offset, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = offset + (float) random.nextGaussian();
        }
        return vectors(size, values);
    }
}
