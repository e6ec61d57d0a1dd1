package io.latentry.inspection;

import io.latentry.exchange.Models.Roles;
import io.latentry.model.Reconstructor;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import org.springframework.stereotype.Component;

/** Measures what principal components leave of items: with the variance of the codes it is all of the items' variance. */
@Component
class LostVariance {

    private final Samples samples;

    LostVariance(Samples samples) {
        this.samples = samples;
    }

    /** Σ |x − x̂|² / (n − 1), in the units that the components were found in. */
    double of(Roles roles, Sample sample) {
        Reconstructor reconstructor = roles.as(Reconstructor.class, "reconstruct");
        int size = roles.shape().size();
        double[] sum = new double[1];
        samples.inPieces(
                sample,
                roles.config(),
                size,
                (items, from) -> sum[0] += sum(reconstructor.reconstruct(items).errors()));
        return size * sum[0] / (sample.size() - 1);
    }

    private static double sum(Tensor errors) {
        double sum = 0;
        FloatBuffer values = errors.values();
        while (values.hasRemaining()) {
            sum += values.get();
        }
        return sum;
    }
}
