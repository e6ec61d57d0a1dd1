package io.latentry.engine;

import io.latentry.engine.layer.Initial;
import io.latentry.engine.layer.Parameter;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** What a network's arrays begin as, drawn from the job's seed. */
final class InitialWeights {

    private InitialWeights() {}

    /**
     * Draws an array.
     *
     * @param position of the parameter among the network's
     */
    static float[] draw(Parameter parameter, long seed, int position) {
        float[] values = new float[Math.toIntExact(parameter.size())];
        Initial initial = parameter.initial();
        SplittableRandom random = Seeds.WEIGHTS.generator(seed, position);
        switch (initial.kind()) {
            case CONSTANT -> Arrays.fill(values, (float) initial.scale());
            case UNIFORM -> fill(values, () -> initial.scale() * (2 * random.nextDouble() - 1));
            case NORMAL -> fill(values, () -> initial.scale() * random.nextGaussian());
        }
        return values;
    }

    private static void fill(float[] values, DoubleSupplier draw) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draw.getAsDouble();
        }
    }
}
