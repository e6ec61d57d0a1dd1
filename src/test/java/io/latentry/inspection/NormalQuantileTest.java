package io.latentry.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "0.841344746068543, 1",
        "0.977249868051821, 2",
        "0.00134989803163, -3",
        "0.999, 3.090232306168"
    })
    void invertsTheNormalDistribution(double probability, double quantile) {
        assertThat(NormalQuantile.of(probability)).isCloseTo(quantile, within(1e-8));
    }
}
