package io.latentry.engine.family;

import io.latentry.engine.layer.Activation;
import io.latentry.engine.layer.Layer;
import io.latentry.engine.layer.Linear;
import io.latentry.engine.layer.Reshape;
import io.latentry.engine.layer.Sequential;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers between items and features, and how a dense code is put behind them.
 *
 * @param shape of items
 * @param contraction from items to features
 * @param expansion from features to items
 * @param activation between layers
 * @param precision of the layers' products
 */
record Body(
        ItemShape shape, List<Layer> contraction, List<Layer> expansion, Activation activation, Precision precision) {

    static Body of(Hyperparameters settings, ItemShape shape, List<Integer> hidden, Precision precision) {
        List<Integer> strides = Settings.strides(settings, hidden);
        Architecture architecture = Architecture.of(settings.get(Settings.ARCHITECTURE));
        Activation activation = Activation.of(settings.get(Settings.ACTIVATION));
        return new Body(
                shape,
                architecture.contraction(shape, hidden, strides, activation),
                architecture.expansion(shape, hidden, strides, activation),
                activation,
                precision);
    }

    /** {@code [item…] → [features…]}, the encoder of a model whose code is its features. */
    Sequential features() {
        return Sequential.of("encoder", shape.dimensions(), contraction, precision);
    }

    /** {@code [features…] → [item…]}. */
    Sequential fromFeatures() {
        return Sequential.of("decoder", features().outputShape(), expansion, precision);
    }

    /** {@code [item…] → [features]}, flat. */
    Sequential flatFeatures() {
        List<Layer> layers = new ArrayList<>(contraction);
        if (features().outputShape().size() > 1) {
            layers.add(new Reshape(List.of(featureCount())));
        }
        return Sequential.of("encoder", shape.dimensions(), layers, precision);
    }

    /** {@code [item…] → [latent]}. */
    Sequential encoder(int latent) {
        List<Layer> layers = new ArrayList<>(flatFeatures().layers());
        layers.add(new Linear(featureCount(), latent));
        return Sequential.of("encoder", shape.dimensions(), layers, precision);
    }

    /** {@code [latent] → [item…]}. */
    Sequential decoder(int latent) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Linear(latent, featureCount()));
        if (expansion.stream().anyMatch(layer -> !layer.parameters().isEmpty())) {
            layers.add(activation);
        }
        if (features().outputShape().size() > 1) {
            layers.add(new Reshape(features().outputShape()));
        }
        layers.addAll(expansion);
        return Sequential.of("decoder", List.of(latent), layers, precision);
    }

    int featureCount() {
        return features().outputShape().stream().reduce(1, Math::multiplyExact);
    }
}
