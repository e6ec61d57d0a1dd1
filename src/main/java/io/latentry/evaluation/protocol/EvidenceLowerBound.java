package io.latentry.evaluation.protocol;

import io.latentry.dataset.Split;
import io.latentry.model.Likelihood;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** The bound that variational autoencoders learn by (Kingma and Welling 2014), and its two terms. */
final class EvidenceLowerBound extends Variational {

    @Override
    public String name() {
        return "elbo";
    }

    @Override
    public String description() {
        return "Negative evidence lower bound of variational autoencoders and its two terms, by one draw for each item.";
    }

    @Override
    List<Measure> measures(Terms terms, String likelihood) {
        String under = " (" + likelihood + "), nats";
        return List.of(
                Measure.nats("negativeElbo" + likelihood, "−ELBO" + under),
                Measure.nats("elboReconstruction" + likelihood, "−E log p(x|z)" + under),
                new Measure("elboDivergence" + likelihood, "KL(q(z|x) ‖ p(z))" + under, Measure.Better.NEITHER, 2));
    }

    @Override
    Map<String, Double> measure(Likelihood likelihood, String kind, Trial trial) {
        double[] sums = new double[2];
        trial.data().read(Split.TEST, 0, batch -> {
            FloatBuffer terms =
                    likelihood.bound(batch.items(), trial.posteriorSeed(batch)).values();
            while (terms.hasRemaining()) {
                sums[0] += terms.get();
                sums[1] += terms.get();
            }
        });
        double reconstruction = sums[0] / trial.data().count(Split.TEST);
        double divergence = sums[1] / trial.data().count(Split.TEST);
        return Map.of(
                "negativeElbo" + kind, reconstruction + divergence,
                "elboReconstruction" + kind, reconstruction,
                "elboDivergence" + kind, divergence);
    }
}
