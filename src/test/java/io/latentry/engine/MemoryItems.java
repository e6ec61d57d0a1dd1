package io.latentry.engine;

import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import io.latentry.model.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Items with something to learn: waves of a few random frequencies and phases.
 *
 * @param shape of an item
 * @param elementType bytes for values in [0, 1], floats for others
 * @param values all of them, in the units of the API
 * @param labels whether each one's frequency is high, or none
 */
record MemoryItems(ItemShape shape, ElementType elementType, float[] values, int[] labels) implements Items {

    static MemoryItems waves(ItemShape shape, ElementType type, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count * shape.size()];
        int[] labels = new int[count];
        for (int item = 0; item < count; item++) {
            double frequency = 0.2 + 0.6 * random.nextDouble();
            labels[item] = frequency > 0.5 ? 1 : 0;
            double phase = 2 * random.nextDouble();
            for (int i = 0; i < shape.size(); i++) {
                double wave = 0.5 + 0.5 * Math.sin(phase + frequency * i);
                double value = type == ElementType.UINT8 ? Math.round(255 * wave) / 255.0 : 40 + 7 * i * wave;
                values[item * shape.size() + i] = (float) value;
            }
        }
        return new MemoryItems(shape, type, values, labels);
    }

    @Override
    public int count() {
        return values.length / shape.size();
    }

    @Override
    public void gather(int[] indices, int from, int to, ByteBuffer target) {
        for (int index = from; index < to; index++) {
            for (int i = 0; i < shape.size(); i++) {
                float value = values[indices[index] * shape.size() + i];
                if (elementType == ElementType.UINT8) {
                    target.put((byte) Math.round(255 * value));
                } else {
                    target.putFloat(value);
                }
            }
        }
    }

    @Override
    public int label(int index) {
        return labels.length == 0 ? -1 : labels[index];
    }

    /** The first items. */
    Tensor tensor(int count) {
        float[] first = Arrays.copyOf(values, count * shape.size());
        return Tensor.of(first, shape.batch(count));
    }
}
