package io.latentry.evaluation.protocol;

import io.latentry.dataset.Split;
import io.latentry.model.Encoder;
import io.latentry.model.ImageFitter;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import io.latentry.model.Tensor;
import java.util.Arrays;
import java.util.Objects;

/**
 * How a network encodes items, which it makes fit first where it resizes images anyway.
 *
 * @param config of the network
 * @param network that encodes
 * @param fitter of images
 */
public record Encoding(ModelConfig config, Network network, ImageFitter fitter) {

    /** That are computed of an item, at least. */
    int values() {
        return Math.max(config.shape().size(), config.codeSize());
    }

    /**
     * Encodes.
     *
     * @param items {@code [batch, item…]} of the dataset
     * @return {@code [batch, code…]}
     */
    Tensor encode(Tensor items) {
        return network.as(Encoder.class).orElseThrow().encode(fits(items) ? items : fit(items));
    }

    /** How long an item takes in a large batch, by a batch that was encoded before. */
    public double secondsPerItem(Data data) {
        Tensor items = data.first(Split.TEST, values());
        encode(items);
        long start = System.nanoTime();
        encode(items);
        return (System.nanoTime() - start) / 1e9 / items.rows();
    }

    private boolean fits(Tensor items) {
        return Arrays.equals(items.shape(), config.shape().batch(items.rows()));
    }

    private Tensor fit(Tensor items) {
        Tensor fitted = Tensor.allocate(config.shape().batch(items.rows()));
        int[] one = items.shape();
        one[0] = 1;
        Tensor image = Tensor.allocate(one);
        for (int i = 0; i < items.rows(); i++) {
            image.values().put(items.row(i));
            fitted.row(i)
                    .put(fitter.fit(image, config.shape(), Objects.requireNonNull(config.preprocessing()))
                            .values());
        }
        return fitted;
    }
}
