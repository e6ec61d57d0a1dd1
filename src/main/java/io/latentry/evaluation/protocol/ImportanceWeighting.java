package io.latentry.evaluation.protocol;

import io.latentry.dataset.Split;
import io.latentry.model.Likelihood;
import io.latentry.model.PortableRandom;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The likelihood of variational autoencoders, by 200 draws for each item (Burda, Grosse and Salakhutdinov 2016,
 * "Importance Weighted Autoencoders"); under a Bernoulli likelihood of images also after each value became 1 with its own probability, and 0 otherwise, as is
 * the habit since Salakhutdinov and Murray 2008, "On the Quantitative Analysis of Deep Belief Networks".
 */
final class ImportanceWeighting extends Variational {

    private static final int DRAWS = 200;

    private static final String NAME = "negativeLogLikelihood";
    private static final String BINARISED = "Binarised";

    @Override
    public String name() {
        return "likelihood";
    }

    @Override
    public String description() {
        return "Importance-weighted estimate of variational autoencoders' −log p(x) by " + DRAWS
                + " draws for each item; under a Bernoulli likelihood of images also after binarisation, where each value is drawn by its brightness.";
    }

    @Override
    List<Measure> measures(Terms terms, String likelihood) {
        Measure soft = Measure.nats(NAME + likelihood, "−log p(x) (" + likelihood + "), nats");
        Measure binarised =
                Measure.nats(NAME + likelihood + BINARISED, "−log p(x), binarised (" + likelihood + "), nats");
        return isBinarised(terms, likelihood) ? List.of(soft, binarised) : List.of(soft);
    }

    /** The density of a Gaussian says nothing of zeros and ones. */
    private static boolean isBinarised(Terms terms, String likelihood) {
        return isBernoulli(likelihood) && terms.isImages() && terms.facts().withinUnitInterval();
    }

    @Override
    Map<String, Double> measure(Likelihood likelihood, String kind, Trial trial) {
        boolean isBinarised = isBinarised(trial.terms(), kind);
        double[] sums = new double[2];
        trial.data().read(Split.TEST, 0, batch -> {
            long seed = trial.posteriorSeed(batch);
            sums[0] += sum(likelihood.estimate(batch.items(), DRAWS, seed));
            if (isBinarised) {
                Tensor binary = binarise(batch.items(), trial.binarisationSeed(batch));
                sums[1] += sum(likelihood.estimate(binary, DRAWS, seed));
            }
        });
        int count = trial.data().count(Split.TEST);
        Map<String, Double> figures = new LinkedHashMap<>(Map.of(NAME + kind, -sums[0] / count));
        if (isBinarised) {
            figures.put(NAME + kind + BINARISED, -sums[1] / count);
        }
        return figures;
    }

    private static double sum(Tensor values) {
        double sum = 0;
        FloatBuffer each = values.values();
        while (each.hasRemaining()) {
            sum += each.get();
        }
        return sum;
    }

    private static Tensor binarise(Tensor items, long seed) {
        PortableRandom random = new PortableRandom(seed);
        Tensor binary = Tensor.allocate(items.shape());
        FloatBuffer source = items.values();
        FloatBuffer target = binary.values();
        while (source.hasRemaining()) {
            target.put(random.uniform() < source.get() ? 1 : 0);
        }
        return binary;
    }
}
