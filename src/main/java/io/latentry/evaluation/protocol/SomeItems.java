package io.latentry.evaluation.protocol;

import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import java.nio.ByteBuffer;

/**
 * A part of other items.
 *
 * @param all of them
 * @param chosen positions among them
 */
record SomeItems(Items all, int[] chosen) implements Items {

    @Override
    public ItemShape shape() {
        return all.shape();
    }

    @Override
    public ElementType elementType() {
        return all.elementType();
    }

    @Override
    public int count() {
        return chosen.length;
    }

    @Override
    public void gather(int[] indices, int from, int to, ByteBuffer target) {
        int[] outer = new int[to - from];
        for (int i = from; i < to; i++) {
            outer[i - from] = chosen[indices[i]];
        }
        all.gather(outer, 0, outer.length, target);
    }

    @Override
    public int label(int index) {
        return all.label(chosen[index]);
    }
}
