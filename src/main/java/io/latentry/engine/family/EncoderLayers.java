package io.latentry.engine.family;

import io.latentry.engine.layer.Parameter;
import io.latentry.model.LayerReader.NamedLayer;
import java.util.List;
import java.util.Map;

/** What the layers of an encoder make of an item. */
public interface EncoderLayers {

    /** All layers, in the order of computation. */
    List<NamedLayer> names();

    /** The network up to a layer, in evaluation, with the method {@code activations(x, p)}. */
    ServedDescription upTo(String layer);

    /** What a layer learns, by the names within the layer; a block of layers has nothing of its own. */
    Map<String, Parameter> arraysOf(String layer);
}
