package io.latentry.model;

import java.nio.FloatBuffer;
import java.util.Random;

/**
 * Draws by algorithms that the Java platform specifies to the bit, so that a request's seed gives the same answer on every
 * machine and in every release.
 */
public final class PortableRandom {

    private final Random random;

    /** Begins the sequence that belongs to a seed. */
    public PortableRandom(long seed) {
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

    /** A number from N(0, 1). */
    public double normal() {
        return random.nextGaussian();
    }

    /** A number from [0, 1). */
    public double uniform() {
        return random.nextDouble();
    }

    /** A tensor from N(0, σ² I). */
    public Tensor normal(double standardDeviation, int... shape) {
        Tensor tensor = Tensor.allocate(shape);
        FloatBuffer values = tensor.values();
        while (values.hasRemaining()) {
            values.put((float) (standardDeviation * normal()));
        }
        return tensor;
    }
}
