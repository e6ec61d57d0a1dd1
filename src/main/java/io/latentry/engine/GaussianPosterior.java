package io.latentry.engine;

import io.latentry.model.PortableRandom;
import io.latentry.model.Posterior;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * q(z|x) = N(μ, diag σ²); a draw is z = μ + σ ⊙ ε with ε ~ N(0, I) (Kingma and Welling 2014, "Auto-Encoding Variational
 * Bayes", equation 10).
 */
record GaussianPosterior(Function<Tensor, List<Tensor>> meanAndLogVariance) implements Posterior {

    @Override
    public Tensor logVariance(Tensor items) {
        return meanAndLogVariance.apply(items).get(1);
    }

    @Override
    public Tensor draw(Tensor items, long seed) {
        List<Tensor> parameters = meanAndLogVariance.apply(items);
        Tensor noise = new PortableRandom(seed).normal(1, parameters.get(0).shape());
        FloatBuffer mean = parameters.get(0).values();
        FloatBuffer logVariance = parameters.get(1).values();
        FloatBuffer values = noise.values();
        for (int i = 0; i < values.limit(); i++) {
            values.put(i, (float) (mean.get(i) + Math.exp(0.5 * logVariance.get(i)) * values.get(i)));
        }
        return noise;
    }
}
