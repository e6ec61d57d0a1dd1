package io.latentry.inspection;

import io.latentry.exchange.Models.Roles;
import io.latentry.model.Reconstructor;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import org.springframework.stereotype.Component;

/** Measures what principal components leave of items' variance: with that of the codes it is all of it. */
@Component
class LostVariance {

    private final Samples samples;

    LostVariance(Samples samples) {
        this.samples = samples;
    }

    /**
     * Σ |r − r̄|² / (n − 1) of the residuals r = x − x̂, in the units that the components were found in. The mean residual is that
     * of the mean item, for both maps are affine.
     */
    double of(Roles roles, Sample sample) {
        Reconstructor reconstructor = roles.as(Reconstructor.class, "reconstruct");
        int size = roles.shape().size();
        double[] mean = new double[size];
        double[] sum = new double[1];
        samples.inPieces(sample, roles.config(), size, (items, from) -> {
            addShares(items.values(), sample.size(), mean);
            sum[0] += sum(reconstructor.reconstruct(items).errors());
        });
        double ofMean = sum(
                reconstructor.reconstruct(item(mean, roles.shape().batch(1))).errors());
        return size * Math.max(0, sum[0] - sample.size() * ofMean) / (sample.size() - 1);
    }

    private static void addShares(FloatBuffer values, int items, double[] mean) {
        for (int i = 0; values.hasRemaining(); i = (i + 1) % mean.length) {
            mean[i] += values.get() / (double) items;
        }
    }

    private static Tensor item(double[] values, int[] shape) {
        Tensor item = Tensor.allocate(shape);
        for (int i = 0; i < values.length; i++) {
            item.values().put(i, (float) values[i]);
        }
        return item;
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
