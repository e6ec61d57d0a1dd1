package io.latentry.inspection;

import io.latentry.core.error.ImpossibleException;
import io.latentry.exchange.Limits;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.NamedArray;
import io.latentry.model.LayerReader;
import io.latentry.model.LayerReader.NamedLayer;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads what layers have learned. */
@Component
class WeightReader {

    private final Limits limits;

    WeightReader(Limits limits) {
        this.limits = limits;
    }

    /** All arrays of a layer, the weights first. */
    List<NamedArray> read(Roles roles, String layer) {
        LayerReader layers = Layers.of(roles);
        Map<String, List<Integer>> shapes =
                layers.arrays(Layers.find(layers, layer).name());
        if (shapes.isEmpty()) {
            throw new ImpossibleException(
                    "no-weights",
                    "The layer " + layer + " of " + roles.model() + " learns nothing",
                    Map.of("layers", learned(layers)));
        }
        shapes.values().forEach(this::checkSize);
        return shapes.keySet().stream()
                .map(name -> new NamedArray(name, layers.array(layer, name)))
                .toList();
    }

    private void checkSize(List<Integer> shape) {
        limits.values(shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
    }

    private static List<String> learned(LayerReader layers) {
        return layers.layers().stream()
                .map(NamedLayer::name)
                .filter(name -> !layers.arrays(name).isEmpty())
                .toList();
    }
}
