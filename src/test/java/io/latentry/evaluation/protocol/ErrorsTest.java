package io.latentry.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.model.Tensor;
import org.junit.jupiter.api.Test;

class ErrorsTest {

    @Test
    void ofImagesTheRatiosAreAveraged() {
        Errors errors = new Errors(new float[0]);

        errors.add(Tensor.of(new float[] {0.1f, 0.1f, 1, 1}, 2, 1, 1, 2), Tensor.of(new float[4], 2, 1, 1, 2));
        errors.add(Tensor.of(new float[2], 1, 1, 1, 2), Tensor.of(new float[2], 1, 1, 1, 2));

        assertThat(errors.mse()).isCloseTo(1.01 / 3, within(1e-6));
        assertThat(errors.psnr()).isCloseTo((20 + 0 + 100) / 3.0, within(1e-5));
    }

    @Test
    void ofVectorsEveryColumnHasItsUnit() {
        Errors errors = new Errors(new float[] {10, 1});

        errors.add(Tensor.of(new float[] {20, 1}, 1, 2), Tensor.of(new float[] {0, 0}, 1, 2));

        assertThat(errors.mse()).isCloseTo(2.5, within(1e-6));
    }
}
