package io.latentry.model;

import java.util.List;

/** Shows what comes out of a network's layers. */
public interface LayerReader {

    /**
     * A layer.
     *
     * @param name as in PyTorch's state dictionaries, such as {@code layer3.1.conv2}
     * @param shape of what it makes of one item
     */
    record NamedLayer(String name, List<Integer> shape) {

        public NamedLayer {
            shape = List.copyOf(shape);
        }
    }

    /** All layers, in the order of computation. */
    List<NamedLayer> layers();

    /**
     * Runs the network up to a layer.
     *
     * @param items {@code [batch, item…]}: images in [0, 1], vectors in their own units
     * @param layer by its name
     * @return {@code [batch, layer…]}
     * @throws NotFoundException if there is no such layer
     */
    Tensor activations(Tensor items, String layer);
}
