package io.latentry.engine.family;

import io.latentry.engine.layer.Activation;
import io.latentry.engine.layer.Layer;
import io.latentry.model.ItemShape;
import java.util.List;

/** A shape of networks, of any depth and width: from items to features, and from features back to items. */
interface Architecture {

    /** All architectures. */
    static List<Architecture> all() {
        return List.of(new Mlp(), new Conv());
    }

    /** The one that hyper-parameters name. */
    static Architecture of(String label) {
        return all().stream()
                .filter(architecture -> architecture.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    static String[] labels() {
        return all().stream().map(Architecture::label).toArray(String[]::new);
    }

    /** As hyper-parameters name it. */
    String label();

    /**
     * The layers from items to features, each followed by the activation.
     *
     * @param strides one for each entry of {@code hidden}
     * @throws io.latentry.core.error.InvalidInputException if they do not fit the shape
     */
    List<Layer> contraction(ItemShape shape, List<Integer> hidden, List<Integer> strides, Activation activation);

    /** The layers from features back to items, the activation after each but the last. */
    List<Layer> expansion(ItemShape shape, List<Integer> hidden, List<Integer> strides, Activation activation);
}
