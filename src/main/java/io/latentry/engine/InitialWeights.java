package io.latentry.engine;

import io.latentry.engine.layer.Parameter;
import java.util.SplittableRandom;

/** Weights as PyTorch's layers begin with, drawn from the job's seed. */
final class InitialWeights {

    private InitialWeights() {}

    /**
     * Draws an array.
     *
     * @param position of the parameter among the network's
     */
    static float[] draw(Parameter parameter, long seed, int position) {
        float[] values = new float[Math.toIntExact(parameter.size())];
        if (parameter.fanIn() > 0) {
            SplittableRandom random = Seeds.WEIGHTS.generator(seed, position);
            double bound = 1 / Math.sqrt(parameter.fanIn());
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
        }
        return values;
    }
}
