package io.latentry.inspection;

import io.latentry.core.error.NotFoundException;
import io.latentry.exchange.Models.Roles;
import io.latentry.model.LayerReader;
import io.latentry.model.LayerReader.NamedLayer;

/** Finds layers of models. */
final class Layers {

    private Layers() {}

    static LayerReader of(Roles roles) {
        return roles.as(LayerReader.class, "show layers");
    }

    static NamedLayer find(LayerReader layers, String name) {
        return layers.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        "layer-not-found", "There is no layer " + name + "; GET /v1/models/{model}/layers names all"));
    }

    /** The number of values that a layer makes of an item. */
    static int size(NamedLayer layer) {
        return layer.shape().stream().reduce(1, Math::multiplyExact);
    }

    /** Whether what this layer weighs are the values of items: no layer before it mixes them. */
    static boolean isFirst(LayerReader layers, String name) {
        return layers.layers().stream()
                .map(NamedLayer::name)
                .filter(layer -> layer.equals(name) || mixes(layers, layer))
                .findFirst()
                .filter(name::equals)
                .isPresent();
    }

    /** What only shifts or scales values has an array of one dimension. */
    private static boolean mixes(LayerReader layers, String layer) {
        return layers.arrays(layer).values().stream().anyMatch(shape -> shape.size() > 1);
    }
}
