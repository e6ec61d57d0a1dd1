package io.latentry.model;

import io.latentry.core.error.NotFoundException;
import java.util.List;
import java.util.Map;

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

    /**
     * What a layer has learned.
     *
     * @param layer by its name
     * @return the shapes of its arrays by their names, such as {@code weight}, the weights first; empty for a layer that
     *     learns nothing
     * @throws NotFoundException if there is no such layer
     */
    Map<String, List<Integer>> arrays(String layer);

    /**
     * Reads one of those arrays.
     *
     * @param layer by its name
     * @param name one of {@link #arrays}
     * @return for a dense layer's weights, components and atoms {@code [out, in]}, for a convolution's {@code [out, in,
     *     height, width]}
     */
    Tensor array(String layer, String name);
}
