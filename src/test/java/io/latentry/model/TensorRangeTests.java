package io.latentry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorRangeTests {

    private static final int MANY = 5000;

    @Test
    void whatIsWithinIsWithin() {
        Tensor tensor = Tensor.of(new float[] {0, 1, Float.MIN_VALUE, 0.5f, Math.nextDown(1f)}, 5);
        assertThat(TensorRange.isFinite(tensor)).isTrue();
        assertThat(TensorRange.isWithinUnit(tensor)).isTrue();
        assertThat(TensorRange.isWithinUnit(Tensor.allocate(0, 3))).isTrue();
        assertThat(TensorRange.isFinite(Tensor.allocate(0, 3))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void findsWhatIsNotFiniteWhereverItIs(float value) {
        for (int position : new int[] {0, 2047, 2048, MANY - 1}) {
            assertThat(TensorRange.isFinite(with(value, position))).isFalse();
            assertThat(TensorRange.isWithinUnit(with(value, position))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-1, 2, -Float.MIN_VALUE, 1.0000001f, Float.MAX_VALUE, -Float.MAX_VALUE})
    void findsWhatIsFiniteAndOutside(float value) {
        assertThat(TensorRange.isFinite(with(value, MANY - 1))).isTrue();
        assertThat(TensorRange.isWithinUnit(with(value, MANY - 1))).isFalse();
    }

    private static Tensor with(float value, int position) {
        float[] values = new float[MANY];
        Arrays.fill(values, 0.5f);
        values[position] = value;
        return Tensor.of(values, MANY);
    }
}
