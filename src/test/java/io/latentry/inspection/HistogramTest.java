package io.latentry.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.model.Tensor;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void hasEdgesThatPeopleCanRead() {
        Histogram histogram = histogram(-0.21f, 0, 0.3f, 0.7f);

        assertThat(histogram.edges()[0]).isCloseTo(-0.22, within(1e-9));
        assertThat(histogram.edges()[1]).isCloseTo(-0.2, within(1e-9));
        assertThat(histogram.counts().length)
                .isEqualTo(histogram.edges().length - 1)
                .isLessThanOrEqualTo(52);
        assertThat(histogram.counts()).contains(1, 1, 1, 1);
    }

    @Test
    void countsEqualValuesTogether() {
        assertThat(histogram(3, 3, 3).counts()).containsExactly(3);
        assertThat(histogram(0).edges()).containsExactly(0, 1);
    }

    private static Histogram histogram(float... values) {
        Tensor tensor = Tensor.of(values, values.length);
        return Histogram.of(tensor, Statistics.of(tensor));
    }
}
