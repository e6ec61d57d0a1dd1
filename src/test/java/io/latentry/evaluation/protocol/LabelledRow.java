package io.latentry.evaluation.protocol;

import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import java.nio.ByteBuffer;

/** Items with one value, their own position. */
record LabelledRow(int... labels) implements Items {

    @Override
    public ItemShape shape() {
        return ItemShape.vector(1);
    }

    @Override
    public ElementType elementType() {
        return ElementType.FLOAT32;
    }

    @Override
    public int count() {
        return labels.length;
    }

    @Override
    public void gather(int[] indices, int from, int to, ByteBuffer target) {
        for (int i = from; i < to; i++) {
            target.putFloat(indices[i]);
        }
    }

    @Override
    public int label(int index) {
        return labels[index];
    }
}
