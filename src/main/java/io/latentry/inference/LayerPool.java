package io.latentry.inference;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;

/** What is made of a layer's {@code [channels, height, width]}. */
enum LayerPool {
    /** As it is. */
    NONE,
    /** All values in a row. */
    FLATTEN,
    /** The mean over height and width. */
    MEAN;

    static LayerPool of(String label) {
        return Arrays.stream(values())
                .filter(pool -> pool.name().toLowerCase(Locale.ROOT).equals(label))
                .findFirst()
                .orElseThrow(() -> InvalidInputException.field("pool", "must be none, flatten or mean"));
    }

    /**
     * Applies it.
     *
     * @param activations {@code [items, …]}; those without height and width have no mean
     */
    Tensor apply(Tensor activations) {
        return switch (this) {
            case NONE -> activations;
            case FLATTEN -> activations.reshape(activations.rows(), activations.rowSize());
            case MEAN -> activations.shape().length == 4 ? mean(activations) : activations;
        };
    }

    private static Tensor mean(Tensor activations) {
        int channels = activations.shape()[1];
        int pixels = activations.rowSize() / channels;
        Tensor means = Tensor.allocate(activations.rows(), channels);
        FloatBuffer source = activations.values();
        FloatBuffer target = means.values();
        while (target.hasRemaining()) {
            double sum = 0;
            for (int i = 0; i < pixels; i++) {
                sum += source.get();
            }
            target.put((float) (sum / pixels));
        }
        return means;
    }
}
