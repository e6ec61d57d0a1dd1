package io.latentry.evaluation.protocol;

import io.latentry.model.Items;
import java.nio.ByteBuffer;

/**
 * A part of other items.
 *
 * @param items all of them
 * @param chosen positions among them
 */
record SomeItems(Items items, int[] chosen) implements ItemsView {

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
        items.gather(outer, 0, outer.length, target);
    }

    @Override
    public int label(int index) {
        return items.label(chosen[index]);
    }
}
