package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.core.error.ImpossibleException;
import io.latentry.model.ElementType;
import io.latentry.model.ItemMoments;
import io.latentry.model.ItemShape;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchLogisticRegressionTests {

    private static final int SIZE = 4;
    private static final int CLASSES = 3;
    private static final double PENALTY = 0.01;

    private final TorchRuntime runtime = TorchRuntime.start(1);
    private final NDManager manager = runtime.newManager();

    private final TorchProgram program = TorchProgram.load(runtime, LogisticObjective.PROGRAM);

    /** Seven items to a chunk. */
    private final int chunkBytes = 7 * SIZE * Float.BYTES;

    private final TorchLogisticRegression regression = new TorchLogisticRegression(runtime, manager, chunkBytes);

    private final TorchLogisticRegression ofImages = new TorchLogisticRegression(runtime, manager, 1 << 14);

    @AfterEach
    void close() {
        regression.close();
        ofImages.close();
        program.close();
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void lossAndGradientAreThoseOfTheFormula(long mostKeptBytes) {
        MemoryItems items = clouds(50, 0, 1, 1);
        double[] point =
                new SplittableRandom(2).doubles((SIZE + 1) * CLASSES, -1, 1).toArray();
        double[] expected = new double[point.length];
        double[] gradient = new double[point.length];

        LogisticObjective objective = objective(items, mostKeptBytes);
        objective.at(new double[point.length], gradient);
        int arrays = manager.getManagedArrays().size();
        double loss = objective.at(point, gradient);

        assertThat(manager.getManagedArrays()).hasSize(arrays);
        assertThat(loss).isCloseTo(plain(items, point, expected), within(1e-6));
        assertThat(gradient).containsExactly(expected, within(1e-6));
    }

    /** Whatever the offset and the unit of the data. */
    @ParameterizedTest
    @ValueSource(floats = {0, 1000})
    void reachesTheOptimum(float offset) {
        MemoryItems items = clouds(200, offset, 1, 3);
        double[] start = new double[(SIZE + 1) * CLASSES];
        double[] before = new double[start.length];
        double[] after = new double[start.length];

        double[] found = new QuasiNewton(1e-4, 200).minimise(objective(items, 1 << 20), start);

        plain(items, start, before);
        plain(items, found, after);
        assertThat(length(after)).isLessThan(2e-4 * length(before));
    }

    private LogisticObjective objective(MemoryItems items, long mostKeptBytes) {
        NDList standards = TorchLogisticRegression.standards(manager, items, ItemMoments.of(items));
        StandardisedItems standardised =
                new StandardisedItems(program, manager, items, standards, chunkBytes, mostKeptBytes);
        return new LogisticObjective(program, manager, standardised, items, CLASSES, PENALTY);
    }

    /** The loss in plain Java, and its gradient by finite differences. */
    private static double plain(MemoryItems items, double[] point, double[] gradient) {
        double[][] standard = standardised(items);
        for (int i = 0; i < point.length; i++) {
            double[] above = point.clone();
            double[] below = point.clone();
            above[i] += 1e-5;
            below[i] -= 1e-5;
            gradient[i] = (loss(standard, items.labels(), above) - loss(standard, items.labels(), below)) / 2e-5;
        }
        return loss(standard, items.labels(), point);
    }

    private static double loss(double[][] items, int[] labels, double[] point) {
        double sum = 0;
        for (int i = 0; i < items.length; i++) {
            double[] logits = Arrays.copyOfRange(point, SIZE * CLASSES, point.length);
            for (int j = 0; j < SIZE * CLASSES; j++) {
                logits[j % CLASSES] += items[i][j / CLASSES] * point[j];
            }
            sum += Math.log(Arrays.stream(logits).map(Math::exp).sum()) - logits[labels[i]];
        }
        double squares =
                Arrays.stream(point).limit(SIZE * CLASSES).map(w -> w * w).sum();
        return sum / items.length + PENALTY / 2 * squares;
    }

    /** Less the mean, by the square root of the variance and a hundredth of the mean variance. */
    private static double[][] standardised(MemoryItems items) {
        int count = items.count();
        double[] mean = new double[SIZE];
        double[] variance = new double[SIZE];
        for (int i = 0; i < count * SIZE; i++) {
            mean[i % SIZE] += items.values()[i] / count;
        }
        for (int i = 0; i < count * SIZE; i++) {
            variance[i % SIZE] += Math.pow(items.values()[i] - mean[i % SIZE], 2) / count;
        }
        double floor = 0.01 * Arrays.stream(variance).average().orElseThrow();
        double[][] standard = new double[count][SIZE];
        for (int i = 0; i < count * SIZE; i++) {
            standard[i / SIZE][i % SIZE] = (items.values()[i] - mean[i % SIZE]) / Math.sqrt(variance[i % SIZE] + floor);
        }
        return standard;
    }

    private static double length(double[] a) {
        return Math.sqrt(Arrays.stream(a).map(value -> value * value).sum());
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-15f, 1, 1e15f})
    void tellsSeparateCloudsApart(float unit) {
        MemoryItems train = clouds(100, 0, unit, 4);
        MemoryItems test = clouds(50, 0, unit, 5);

        assertThat(regression.classify(train, test, CLASSES)).isEqualTo(test.labels());
    }

    @Test
    void classifiesImages() {
        MemoryItems train = MemoryItems.waves(ItemShape.image(1, 8, 8), ElementType.UINT8, 400, 6);
        MemoryItems test = MemoryItems.waves(ItemShape.image(1, 8, 8), ElementType.UINT8, 100, 7);

        int[] labels = ofImages.classify(train, test, 2);

        long right =
                IntStream.range(0, 100).filter(i -> labels[i] == test.label(i)).count();
        assertThat(right).isGreaterThan(85);
        assertThat(ofImages.classify(train, test, 2)).isEqualTo(labels);
    }

    @Test
    void bytesAreImagesToFloats() {
        MemoryItems bytes = MemoryItems.waves(ItemShape.image(1, 8, 8), ElementType.UINT8, 200, 8);
        MemoryItems floats = new MemoryItems(bytes.shape(), ElementType.FLOAT32, bytes.values(), bytes.labels());

        assertThat(ofImages.classify(bytes, floats, 2)).isEqualTo(ofImages.classify(bytes, bytes, 2));
    }

    @Test
    void classesWithoutExamplesAreNeverLikeliest() {
        MemoryItems train = clouds(100, 0, 1, 9);

        assertThat(regression.classify(train, train, 7)).isEqualTo(train.labels());
    }

    @Test
    void constantsAreClassifiedByFrequency() {
        float[] values = new float[10 * SIZE];
        Arrays.fill(values, .1f);
        MemoryItems train = vectors(values, 0, 1, 1, 2, 1, 1, 0, 1, 1, 2);

        MemoryItems test = vectors(new float[] {1e20f, .1f, -1e20f, 0});

        assertThat(regression.classify(train, test, CLASSES)).containsExactly(1);
    }

    @Test
    void oneConstantAmongOthersDoesNoHarm() {
        MemoryItems train = clouds(100, 0, 1, 10);
        IntStream.range(0, 100).forEach(i -> train.values()[i * SIZE + 3] = 5);

        assertThat(regression.classify(train, train, CLASSES)).isEqualTo(train.labels());
    }

    @Test
    void refusesWhatIsNotFinite() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            MemoryItems good = clouds(30, 0, 1, 11);
            MemoryItems broken = clouds(30, 0, 1, 11);
            broken.values()[77] = bad;

            assertThatExceptionOfType(ImpossibleException.class)
                    .isThrownBy(() -> regression.classify(broken, good, CLASSES))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("values-not-finite"));
            assertThatExceptionOfType(ImpossibleException.class)
                    .isThrownBy(() -> regression.classify(good, broken, CLASSES));
        }
    }

    @Test
    void refusesWhatItCannotLearn() {
        MemoryItems items = clouds(30, 0, 1, 12);

        assertThatIllegalArgumentException().isThrownBy(() -> regression.classify(items, items, 2));
        assertThatExceptionOfType(ImpossibleException.class)
                .isThrownBy(() -> regression.classify(items, items, 1_000_000))
                .satisfies(e -> assertThat(e.code()).isEqualTo("probe-too-large"));
    }

    @Test
    void leavesNoArrayOpen() {
        MemoryItems items = clouds(30, 0, 1, 13);

        regression.classify(items, items, CLASSES);

        assertThat(manager.getManagedArrays()).isEmpty();
    }

    /** Three clouds around (4, 0, 0, 0), (0, 4, 0, 0) and (0, 0, 4, 0). */
    private static MemoryItems clouds(int count, float offset, float unit, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count * SIZE];
        int[] labels = new int[count];
        for (int i = 0; i < values.length; i++) {
            labels[i / SIZE] = i / SIZE % CLASSES;
            float middle = i % SIZE == labels[i / SIZE] ? 4 : 0;
            values[i] = offset + unit * (middle + (float) random.nextDouble(-1.5, 1.5));
        }
        return vectors(values, labels);
    }

    private static MemoryItems vectors(float[] values, int... labels) {
        return new MemoryItems(ItemShape.vector(SIZE), ElementType.FLOAT32, values, labels);
    }
}
