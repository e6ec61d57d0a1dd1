package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.latentry.core.error.ImpossibleException;
import io.latentry.model.LeastSquares.Fit;
import io.latentry.model.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchLeastSquaresTests {

    private final TorchRuntime runtime = TorchRuntime.start(1);
    private final NDManager manager = runtime.newManager();
    private final TorchLeastSquares leastSquares = new TorchLeastSquares(runtime, manager);

    @AfterEach
    void close() {
        leastSquares.close();
        manager.close();
    }

    /** y = (3 a − 2 b + 5, b / 2), of a and b around an offset, with these standard deviations. */
    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1000, 1, 1", "0, 1, 1e-4", "0, 1000, 0.01"})
    void recoversAMap(float offset, float unitOfA, float unitOfB) {
        SplittableRandom random = new SplittableRandom(1);
        try (Fit fit = leastSquares.begin(2, 2)) {
            for (int batch = 0; batch < 7; batch++) {
                Tensor x = Tensor.allocate(5, 2);
                Tensor y = Tensor.allocate(5, 2);
                for (int row = 0; row < 5; row++) {
                    float a = offset + unitOfA * (float) random.nextGaussian();
                    float b = offset + unitOfB * (float) random.nextGaussian();
                    x.row(row).put(a).put(b);
                    y.row(row).put(3 * a - 2 * b + 5).put(b / 2);
                }
                fit.add(x, y);
            }
            fit.solve();

            float[] origin =
                    fit.predict(Tensor.of(new float[] {offset, offset}, 1, 2)).toArray();
            float[] stepOfA = fit.predict(Tensor.of(new float[] {offset + unitOfA, offset}, 1, 2))
                    .toArray();
            float[] stepOfB = fit.predict(Tensor.of(new float[] {offset, offset + unitOfB}, 1, 2))
                    .toArray();
            float near = 1e-6f * (offset + unitOfA);
            assertThat(origin).containsExactly(new float[] {offset + 5, offset / 2}, within(near));
            assertThat(stepOfA).containsExactly(new float[] {offset + 5 + 3 * unitOfA, offset / 2}, within(4 * near));
            assertThat(stepOfB)
                    .containsExactly(new float[] {offset + 5 - 2 * unitOfB, (offset + unitOfB) / 2}, within(4 * near));
        }
    }

    @Test
    void comesNearestWhereNothingFits() {
        float[] predicted = predict(
                Tensor.of(new float[] {0, 1, 2, 3}, 4, 1),
                Tensor.of(new float[] {0, 2, 1, 3}, 4, 1),
                Tensor.of(new float[] {0, 10}, 2, 1));

        assertThat(predicted).containsExactly(new float[] {.3f, 8.3f}, within(1e-6f));
    }

    @Test
    void aLargeOffsetCostsNoDigits() {
        Tensor x = Tensor.allocate(100, 1);
        Tensor y = Tensor.allocate(100, 1);
        for (int i = 0; i < 100; i++) {
            x.values().put(i, 1e7f + i);
            y.values().put(i, .5f * i);
        }

        assertThat(predict(x, y, x)).containsExactly(y.toArray(), within(1e-5f));
    }

    @Test
    void ofManyMapsTheShortest() {
        Tensor x = Tensor.of(new float[] {0, 0, 7, 1, 2, 7, 2, 4, 7, 3, 6, 7}, 4, 3);
        Tensor y = Tensor.of(new float[] {1, 6, 11, 16}, 4, 1);
        Tensor units = Tensor.of(new float[] {0, 0, 7, 1, 0, 7, 0, 1, 7, 0, 0, 8}, 4, 3);

        assertThat(predict(x, y, units)).containsExactly(new float[] {1, 2, 3, 1}, within(1e-5f));
    }

    @Test
    void fewerPairsThanInputsFitExactly() {
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6.5f, 7, 8}, 2, 4);
        Tensor y = Tensor.of(new float[] {1, -1}, 2, 1);

        assertThat(predict(x, y, x)).containsExactly(new float[] {1, -1}, within(1e-5f));
    }

    @Test
    void constantsTellNothing() {
        float[] values = new float[30];
        for (int i = 0; i < 30; i++) {
            values[i] = new float[] {.1f, 1.7f, 33.3f}[i % 3];
        }

        assertThat(predict(
                        Tensor.of(values, 10, 3),
                        Tensor.of(new float[] {1, 1, 1, 1, 1, 2, 2, 2, 2, 2}, 10, 1),
                        Tensor.of(new float[] {9, 9, 9}, 1, 3)))
                .containsExactly(1.5f);
    }

    @Test
    void shapesOfItemsDoNotMatter() {
        Tensor images = Tensor.of(new float[] {0, 1, 2, 3, 5, 4}, 3, 1, 1, 2);

        assertThat(predict(images, images, images)).containsExactly(images.toArray(), within(1e-5f));
    }

    private float[] predict(Tensor x, Tensor y, Tensor asked) {
        try (Fit fit = leastSquares.begin(x.rowSize(), y.rowSize())) {
            fit.add(x, y);
            fit.solve();
            assertThat(fit.predict(asked).shape()).containsExactly(asked.rows(), y.rowSize());
            return fit.predict(asked).toArray();
        }
    }

    @Test
    void refusesWhatIsNotFinite() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            try (Fit fit = leastSquares.begin(2, 1)) {
                fit.add(Tensor.of(new float[] {1, 2, 3, bad}, 2, 2), Tensor.of(new float[] {1, 2}, 2, 1));
                assertThatExceptionOfType(ImpossibleException.class)
                        .isThrownBy(fit::solve)
                        .satisfies(e -> assertThat(e.code()).isEqualTo("values-not-finite"));
            }
        }
    }

    @Test
    void refusesMoreInputsThanMemoryHolds() {
        assertThatExceptionOfType(ImpossibleException.class)
                .isThrownBy(() -> leastSquares.begin(100_000, 1))
                .satisfies(e -> assertThat(e.code()).isEqualTo("too-many-inputs"));
    }

    @Test
    void refusesWhatComesAtTheWrongTime() {
        Tensor x = Tensor.of(new float[] {1, 2}, 2, 1);
        Fit fit = leastSquares.begin(1, 1);
        assertThatIllegalStateException().isThrownBy(fit::solve);
        assertThatIllegalStateException().isThrownBy(() -> fit.predict(x));
        fit.add(x, x);
        fit.solve();
        assertThatIllegalStateException().isThrownBy(() -> fit.add(x, x));
        assertThatIllegalStateException().isThrownBy(fit::solve);
        fit.close();
        assertThatIllegalStateException().isThrownBy(() -> fit.predict(x));
    }

    @Test
    void refusesOtherShapes() {
        try (Fit fit = leastSquares.begin(2, 1)) {
            Tensor two = Tensor.allocate(2, 2);
            Tensor one = Tensor.allocate(2, 1);
            assertThatIllegalArgumentException().isThrownBy(() -> fit.add(two, two));
            assertThatIllegalArgumentException().isThrownBy(() -> fit.add(one, one));
            assertThatIllegalArgumentException().isThrownBy(() -> fit.add(two, Tensor.allocate(1, 1)));
            fit.add(two, one);
            fit.solve();
            assertThatIllegalArgumentException().isThrownBy(() -> fit.predict(one));
        }
    }

    @Test
    void leavesNoArrayOpen() {
        Tensor x = Tensor.of(new float[] {1, 2}, 2, 1);
        try (TorchProgram program = TorchProgram.load(runtime, TorchLeastSquares.PROGRAM);
                Fit fit = new LeastSquaresFit(program, manager, 1, 1)) {
            int sums = manager.getManagedArrays().size();
            fit.add(x, x);
            fit.add(x, x);
            assertThat(manager.getManagedArrays()).hasSize(sums);
            fit.solve();
            fit.predict(x);
            assertThat(manager.getManagedArrays()).hasSize(3);
        }
    }
}
