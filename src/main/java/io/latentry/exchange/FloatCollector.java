package io.latentry.exchange;

import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Collects values of unknown number in pieces, so that none is copied before all are there. */
final class FloatCollector {

    private static final int PIECE = 1 << 14;

    private final List<float[]> full = new ArrayList<>();
    private float[] piece = new float[PIECE];
    private int count;

    void add(float value) {
        if (count == PIECE) {
            full.add(piece);
            piece = new float[PIECE];
            count = 0;
        }
        piece[count++] = value;
    }

    /** The values as a tensor of a shape that has as many. */
    Tensor tensor(int... shape) {
        Tensor tensor = Tensor.allocate(shape);
        FloatBuffer values = tensor.values();
        full.forEach(values::put);
        values.put(piece, 0, count);
        return tensor;
    }
}
