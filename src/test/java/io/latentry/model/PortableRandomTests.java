package io.latentry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PortableRandomTests {

    @Test
    void seedsAreReproducibleAndDiffer() {
        assertThat(draw(7)).containsExactly(draw(7));
        assertThat(draw(7)).isNotEqualTo(draw(8));
        assertThat(draw(7)).isNotEqualTo(draw(7 + (1L << 48)));
        assertThat(draw(-1)).doesNotContain(Float.NaN);
    }

    @Test
    void hasTheStandardDeviationAskedFor() {
        float[] values = new PortableRandom(1).normal(2, 20_000).toArray();

        double mean = 0;
        double square = 0;
        for (float value : values) {
            mean += value / (double) values.length;
            square += value * (double) value / values.length;
        }
        assertThat(mean).isCloseTo(0, within(0.05));
        assertThat(square).isCloseTo(4, within(0.1));
    }

    @Test
    void firstDrawsOfNeighbouringSeedsAreIndependent() {
        float sum = 0;
        for (int seed = 0; seed < 1000; seed++) {
            sum += new PortableRandom(seed).normal(1, 1).toArray()[0];
        }
        assertThat(sum / 1000).isCloseTo(0, within(0.12f));
    }

    private static float[] draw(long seed) {
        return new PortableRandom(seed).normal(1, 4, 5).toArray();
    }
}
