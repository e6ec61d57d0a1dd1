package io.latentry.engine;

import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.Random;

/**
 * Draws from N(0, σ² I) by an algorithm that the Java platform specifies to the bit, so that a seed gives the same items
 * on every machine and in every release.
 */
final class GaussianNoise {

    private final Random random;

    GaussianNoise(long seed) {
        random = new Random(mix(seed));
    }

    /**
     * Spreads a seed over all bits: {@link Random} uses only 48 of them, and close seeds would give close first draws
     * (the finaliser of SplitMix64; Steele, Lea and Flood 2014).
     */
    private static long mix(long seed) {
        long bits = seed + 0x9e3779b97f4a7c15L;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }

    /** Fills a new tensor. */
    Tensor draw(double standardDeviation, int... shape) {
        Tensor tensor = Tensor.allocate(shape);
        FloatBuffer values = tensor.values();
        while (values.hasRemaining()) {
            values.put((float) (standardDeviation * random.nextGaussian()));
        }
        return tensor;
    }
}
