package io.latentry.evaluation;

import io.latentry.dataset.Split;
import io.latentry.evaluation.protocol.Data;
import io.latentry.model.LayerReader;
import io.latentry.model.LayerReader.NamedLayer;
import io.latentry.model.Network;
import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts units whose value is the same for all test items: of dense layers numbers, of convolutions channels. Units that do not
 * vary are lost to the model, such as those of a ReLU that never fires.
 *
 * @param layer in which they are
 * @param dead how many
 * @param units of the layer
 */
record DeadUnits(String layer, int dead, int units) {

    /** More layers are a published network, whose units were not learned here. */
    private static final int MOST_LAYERS = 24;

    /** Those of every activation and of the code; nothing for networks whose layers cannot be looked at. */
    static List<DeadUnits> of(Network network, Data items) {
        LayerReader reader = network.as(LayerReader.class).orElse(null);
        if (reader == null || reader.layers().size() > MOST_LAYERS) {
            return List.of();
        }
        return counted(reader).stream()
                .map(layer -> count(reader, layer, items))
                .toList();
    }

    /** What learns nothing and keeps the shape is an activation, if a layer before it has learned; the last is the code. */
    private static List<NamedLayer> counted(LayerReader reader) {
        List<NamedLayer> layers = reader.layers();
        List<NamedLayer> counted = new ArrayList<>();
        boolean hasLearned = false;
        for (int i = 0; i < layers.size(); i++) {
            boolean learns = !reader.arrays(layers.get(i).name()).isEmpty();
            boolean isActivation = i > 0
                    && hasLearned
                    && !learns
                    && layers.get(i).shape().equals(layers.get(i - 1).shape());
            if (isActivation || (learns && i == layers.size() - 1)) {
                counted.add(layers.get(i));
            }
            hasLearned |= learns;
        }
        return counted;
    }

    private static DeadUnits count(LayerReader reader, NamedLayer layer, Data items) {
        int size = layer.shape().stream().reduce(1, Math::multiplyExact);
        int units = layer.shape().get(0);
        float[] least = new float[units];
        float[] most = new float[units];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        items.read(Split.TEST, size, batch -> {
            Tensor values = reader.activations(batch.items(), layer.name());
            for (int row = 0; row < values.rows(); row++) {
                range(values.row(row), size / units, least, most);
            }
        });
        int dead = 0;
        for (int unit = 0; unit < units; unit++) {
            dead += least[unit] == most[unit] ? 1 : 0;
        }
        return new DeadUnits(layer.name(), dead, units);
    }

    private static void range(FloatBuffer values, int positions, float[] least, float[] most) {
        for (int unit = 0; unit < least.length; unit++) {
            for (int i = 0; i < positions; i++) {
                float value = values.get(unit * positions + i);
                least[unit] = Math.min(least[unit], value);
                most[unit] = Math.max(most[unit], value);
            }
        }
    }
}
