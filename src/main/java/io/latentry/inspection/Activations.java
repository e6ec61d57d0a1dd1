package io.latentry.inspection;

import io.latentry.model.Tensor;
import java.nio.FloatBuffer;

/** What a layer makes of items, by channel: the first dimension after the items'. */
final class Activations {

    private Activations() {}

    /** The number of values in one channel of {@code [items, channels, …]}. */
    private static int area(Tensor activations) {
        return activations.rowSize() / activations.shape()[1];
    }

    /** The mean of one channel. */
    static double mean(Tensor activations, int item, int channel) {
        int area = area(activations);
        FloatBuffer row = activations.row(item);
        double sum = 0;
        for (int i = 0; i < area; i++) {
            sum += row.get(channel * area + i);
        }
        return sum / area;
    }

    /** The mean of one channel's absolute values: how strong it is. */
    static double strength(Tensor activations, int item, int channel) {
        int area = area(activations);
        FloatBuffer row = activations.row(item);
        double sum = 0;
        for (int i = 0; i < area; i++) {
            sum += Math.abs(row.get(channel * area + i));
        }
        return sum / area;
    }
}
