package io.latentry.evaluation.protocol;

import io.latentry.model.ElementType;
import io.latentry.model.ItemStatistics;
import io.latentry.model.Items;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Vectors in deviations of their columns: (x − μ) / σ, with σ = 1 for a column that does not vary.
 *
 * @param items in their own units, as float32
 * @param statistics of the columns
 */
record StandardisedVectors(Items items, ItemStatistics statistics) implements ItemsView {

    StandardisedVectors {
        if (items.elementType() != ElementType.FLOAT32) {
            throw new IllegalArgumentException("Vectors of " + items.elementType());
        }
    }

    @Override
    public void gather(int[] indices, int from, int to, ByteBuffer target) {
        int start = target.position();
        items.gather(indices, from, to, target);
        ByteBuffer values = target.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int size = shape().size();
        for (int i = 0; i < (to - from) * size; i++) {
            int position = start + i * Float.BYTES;
            int column = i % size;
            values.putFloat(position, (float)
                    (((double) values.getFloat(position) - statistics.mean()[column])
                            / statistics.deviation()[column]));
        }
    }
}
