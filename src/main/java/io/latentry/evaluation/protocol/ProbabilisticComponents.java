package io.latentry.evaluation.protocol;

import io.latentry.core.error.ImpossibleException;
import io.latentry.dataset.Split;
import io.latentry.model.Encoder;
import io.latentry.model.ItemMoments;
import io.latentry.model.Network;
import io.latentry.model.Reconstructor;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The density of probabilistic principal components (Tipping and Bishop 1999, "Probabilistic Principal Component Analysis"): x is
 * N(μ, Σ), where Σ has the variances λ₁ … λ_k along the components and σ², the mean of what is left, along the D − k others.
 * So −log p(x) = ½ (D log 2π + Σᵢ log λᵢ + (D − k) log σ² + Σᵢ zᵢ²/λᵢ + |x − x̂|²/σ²), in the units of the network.
 */
public final class ProbabilisticComponents {

    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);
    private static final double LEAST_VARIANCE = 1e-12;

    private final Network network;
    private final int size;
    private final double[] variances;
    private final double rest;

    /**
     * Fits the variances to the training split.
     *
     * @param components of the same data, not whitened
     * @throws ImpossibleException if a direction does not vary, where a density has no bound
     */
    public ProbabilisticComponents(Representation components, Data data) {
        this.network = components.encoding().orElseThrow().network();
        this.size = data.facts().shape().size();
        this.variances = ItemMoments.of(components.codes(Split.TRAIN)).variance();
        double[] lost = new double[1];
        data.read(Split.TRAIN, size, batch -> lost[0] += sum(errors(batch.items())));
        this.rest = lost[0] * size / data.count(Split.TRAIN) / Math.max(1, size - variances.length);
        if (rest < LEAST_VARIANCE || Arrays.stream(variances).anyMatch(variance -> variance < LEAST_VARIANCE)) {
            throw new ImpossibleException("no-density", "the data do not vary in all directions");
        }
    }

    /** The mean of −log p(x) over the test split, in nats. */
    public double negativeLogLikelihood(Data data) {
        double constant = size * LOG_TWO_PI
                + Arrays.stream(variances).map(Math::log).sum()
                + (size - variances.length) * Math.log(rest);
        double[] sum = new double[1];
        data.read(Split.TEST, size, batch -> {
            FloatBuffer codes = network.as(Encoder.class)
                    .orElseThrow()
                    .encode(batch.items())
                    .values();
            for (int i = 0; codes.hasRemaining(); i++) {
                double number = codes.get();
                sum[0] += number * number / variances[i % variances.length];
            }
            sum[0] += size * sum(errors(batch.items())) / rest;
        });
        return (constant + sum[0] / data.count(Split.TEST)) / 2;
    }

    private Tensor errors(Tensor items) {
        return network.as(Reconstructor.class).orElseThrow().reconstruct(items).errors();
    }

    private static double sum(Tensor values) {
        double sum = 0;
        FloatBuffer each = values.values();
        while (each.hasRemaining()) {
            sum += each.get();
        }
        return sum;
    }
}
