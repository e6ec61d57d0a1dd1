package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.latentry.model.ElementType;
import io.latentry.model.ItemMoments;
import io.latentry.model.Items;
import java.util.Arrays;

/**
 * What vectors are measured in, so that float32 neither overflows nor loses what tells them apart.
 *
 * @param usual the length of a usual vector, in the data's units
 * @param centre {@code [d]}, a vector near the mean of the directions
 * @param one {@code [1]} of float64: that length in its own units
 */
record CommonUnits(double usual, NDArray centre, NDArray one) {

    private static final double WHITE = 255;

    /** Its inverse is still a float32. */
    private static final double LEAST = 1e-30;

    static CommonUnits of(ItemMoments moments, NDManager manager) {
        double square = Arrays.stream(moments.mean()).map(mean -> mean * mean).sum()
                + Arrays.stream(moments.variance()).sum();
        double usual = square > 0 ? Math.max(LEAST, Math.sqrt(square)) : 1;
        float[] centre = new float[moments.mean().length];
        for (int i = 0; i < centre.length; i++) {
            centre[i] = (float) (moments.mean()[i] / usual);
        }
        return new CommonUnits(usual, manager.create(centre), manager.create(new double[] {1}));
    }

    /** What stored values are multiplied by, {@code [1]}. */
    NDArray scale(Items items, NDManager manager) {
        double white = items.elementType() == ElementType.UINT8 ? WHITE : 1;
        return manager.create(new float[] {(float) (1 / usual / white)});
    }
}
