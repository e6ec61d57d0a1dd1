package io.latentry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

class NoiseMakerTests {

    private static final ItemShape SHAPE = ItemShape.image(1, 100, 100);

    private final NoiseMaker images = new NoiseMaker(SHAPE, new float[0], new float[0]);
    private final NoiseMaker vectors =
            new NoiseMaker(ItemShape.vector(2), new float[] {100, -5}, new float[] {10, 0.5f});

    @Test
    void gaussianNoiseHasItsDeviationAndKeepsImagesImages() {
        float[] grey = corrupt(0.5f, new Noise("gaussian", 0.1));
        float[] white = corrupt(1, new Noise("gaussian", 0.1));

        double square = 0;
        for (float value : grey) {
            square += Math.pow(value - 0.5, 2) / grey.length;
        }
        assertThat(Math.sqrt(square)).isCloseTo(0.1, within(0.005));
        assertThat(share(white, value -> value == 1)).isCloseTo(0.5, within(0.03));
        assertThat(share(white, value -> value > 1)).isZero();
    }

    @Test
    void maskingBlackensAShareOfTheValues() {
        float[] masked = corrupt(0.5f, new Noise("masking", 0.3));

        assertThat(share(masked, value -> value == 0)).isCloseTo(0.3, within(0.02));
        assertThat(share(masked, value -> value == 0.5)).isCloseTo(0.7, within(0.02));
    }

    @Test
    void impulsesAreHalfSaltAndHalfPepper() {
        float[] sprinkled = corrupt(0.5f, new Noise("salt-and-pepper", 0.4));

        assertThat(share(sprinkled, value -> value == 0)).isCloseTo(0.2, within(0.02));
        assertThat(share(sprinkled, value -> value == 1)).isCloseTo(0.2, within(0.02));
        assertThat(share(sprinkled, value -> value == 0.5)).isCloseTo(0.6, within(0.02));
    }

    @Test
    void noiseOfVectorsIsInTheUnitsOfTheirColumns() {
        Tensor items = Tensor.of(new float[] {123, -4}, 1, 2);

        assertThat(vectors.corrupt(items, new Noise("masking", 1), 1).toArray()).containsExactly(100, -5);
        assertThat(vectors.corrupt(items, new Noise("salt-and-pepper", 1), 1).toArray())
                .satisfies(values -> assertThat(values[0]).isIn(80f, 120f))
                .satisfies(values -> assertThat(values[1]).isIn(-6f, -4f));
        assertThat(vectors.corrupt(items, new Noise("gaussian", 0), 1).toArray())
                .containsExactly(123, -4);
        float[] first = vectors.corrupt(items, new Noise("gaussian", 1), 1).toArray();
        assertThat(first[0] - 123).isBetween(-50f, 50f).isNotZero();
        assertThat(first[1] + 4).isBetween(-2.5f, 2.5f).isNotZero();
    }

    private float[] corrupt(float value, Noise noise) {
        Tensor items = Tensor.allocate(SHAPE.batch(1));
        for (int i = 0; i < SHAPE.size(); i++) {
            items.values().put(i, value);
        }
        return images.corrupt(items, noise, 7).toArray();
    }

    private static double share(float[] values, DoublePredicate predicate) {
        return Arrays.stream(toDoubles(values)).filter(predicate).count() / (double) values.length;
    }

    private static double[] toDoubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }
}
