package io.latentry.engine.layer;

import java.util.List;

/**
 * What a node of a {@link Graph} makes of one item.
 *
 * @param node its number
 * @param shape without the batch's dimension
 */
public record Value(int node, List<Integer> shape) {

    /** The first dimension. */
    public int channels() {
        return shape.get(0);
    }
}
