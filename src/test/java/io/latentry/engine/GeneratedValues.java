package io.latentry.engine;

import io.latentry.engine.layer.Parameter;
import io.latentry.model.ItemShape;
import io.latentry.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** The weights, pictures and random vectors that {@code src/test/python/backbones.py} generates, too. */
final class GeneratedValues {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private GeneratedValues() {}

    /** Uniform in [−1, 1): SplitMix64, begun by the name's CRC-32. */
    private static double draw(long begin, int index) {
        long z = begin + (index + 1) * GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 40) * 0x1p-23 - 1;
    }

    private static long begin(String name) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    static ByteBuffer weights(Parameter parameter) {
        int count = Math.toIntExact(parameter.size());
        ByteBuffer values = ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long begin = begin(parameter.name());
        double fanIn = (double) parameter.size() / parameter.shape().get(0);
        double bound = Math.sqrt(6 / fanIn);
        for (int i = 0; i < count; i++) {
            values.putFloat((float) scaled(parameter, draw(begin, i), bound));
        }
        return values.flip();
    }

    private static double scaled(Parameter parameter, double u, double bound) {
        if (parameter.shape().size() > 1) {
            return u * bound;
        }
        if (parameter.name().endsWith("running_var")) {
            return 1 + 0.5 * u;
        }
        return parameter.name().endsWith("weight") ? 0.8 + 0.2 * u : 0.1 * u;
    }

    /** The vector that maps are projected on. */
    static double[] projection(int count) {
        long begin = begin("projection");
        return IntStream.range(0, count).mapToDouble(i -> draw(begin, i)).toArray();
    }

    static Tensor picture(int count, ItemShape shape) {
        Tensor items = Tensor.allocate(shape.batch(count));
        FloatBuffer values = items.values();
        long begin = begin("picture");
        for (int i = 0; i < values.limit(); i++) {
            values.put(i, (float) (0.5 + 0.5 * draw(begin, i)));
        }
        return items;
    }
}
