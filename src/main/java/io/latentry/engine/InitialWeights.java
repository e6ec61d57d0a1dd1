package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.latentry.engine.layer.Initial;
import io.latentry.engine.layer.Parameter;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** What a network's arrays begin as, drawn from the job's seed. */
final class InitialWeights {

    private InitialWeights() {}

    /**
     * Draws an array in native memory: on the heap, a wide layer's would be larger than a worker's may become.
     *
     * @param position of the parameter among the network's
     * @param manager of the array
     */
    static NDArray array(Parameter parameter, long seed, int position, NDManager manager) {
        NDArray array = manager.create(WeightsFile.shapeOf(parameter), DataType.FLOAT32);
        draw(
                parameter,
                seed,
                position,
                array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer());
        return array;
    }

    /**
     * Draws an array's values.
     *
     * @param position of the parameter among the network's
     * @param values are filled
     */
    static void draw(Parameter parameter, long seed, int position, FloatBuffer values) {
        Initial initial = parameter.initial();
        SplittableRandom random = Seeds.WEIGHTS.generator(seed, position);
        switch (initial.kind()) {
            case CONSTANT -> fill(values, initial::scale);
            case UNIFORM -> fill(values, () -> initial.scale() * (2 * random.nextDouble() - 1));
            case NORMAL -> fill(values, () -> initial.scale() * random.nextGaussian());
        }
    }

    private static void fill(FloatBuffer values, DoubleSupplier draw) {
        while (values.hasRemaining()) {
            values.put((float) draw.getAsDouble());
        }
    }
}
