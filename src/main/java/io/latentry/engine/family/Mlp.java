package io.latentry.engine.family;

import io.latentry.engine.layer.Activation;
import io.latentry.engine.layer.Layer;
import io.latentry.engine.layer.Linear;
import io.latentry.engine.layer.Reshape;
import io.latentry.model.ItemShape;
import java.util.ArrayList;
import java.util.List;

/** Fully connected layers: {@code [item…] → [size] → [hidden₁] → … → [hiddenₙ]} and back. */
final class Mlp implements Architecture {

    static final String LABEL = "mlp";

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public List<Layer> contraction(
            ItemShape shape, List<Integer> hidden, List<Integer> strides, Activation activation) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Reshape(List.of(shape.size())));
        int width = shape.size();
        for (int next : hidden) {
            layers.add(new Linear(width, next));
            layers.add(activation);
            width = next;
        }
        return layers;
    }

    @Override
    public List<Layer> expansion(ItemShape shape, List<Integer> hidden, List<Integer> strides, Activation activation) {
        List<Layer> layers = new ArrayList<>();
        for (int i = hidden.size() - 1; i > 0; i--) {
            layers.add(new Linear(hidden.get(i), hidden.get(i - 1)));
            layers.add(activation);
        }
        if (!hidden.isEmpty()) {
            layers.add(new Linear(hidden.get(0), shape.size()));
        }
        layers.add(new Reshape(shape.dimensions()));
        return layers;
    }
}
