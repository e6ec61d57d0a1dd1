package io.latentry.model;

import java.nio.IntBuffer;

/**
 * Checks all values of a tensor at once. It looks at their bits in loops without branches, which the compiler turns into vector
 * instructions: a request may have a million values.
 */
public final class TensorRange {

    private static final int CHUNK = 2048;
    private static final int MAGNITUDE = 0x7FFF_FFFF;
    private static final int INFINITY_TO_SIGN = 0x0080_0000;
    private static final int ONE = 0x3F80_0000;

    private TensorRange() {}

    /** Whether no value is NaN or infinite. */
    public static boolean isFinite(Tensor tensor) {
        return check(tensor, false);
    }

    /** Whether all values are from 0 to 1; may say no of a negative zero. */
    public static boolean isWithinUnit(Tensor tensor) {
        return check(tensor, true);
    }

    private static boolean check(Tensor tensor, boolean unit) {
        IntBuffer bits = tensor.bytes().asIntBuffer();
        int[] chunk = new int[Math.min(CHUNK, bits.remaining())];
        int signs = 0;
        while (bits.hasRemaining() && signs >= 0) {
            int count = Math.min(chunk.length, bits.remaining());
            bits.get(chunk, 0, count);
            signs = unit ? outsideUnit(chunk, count) : notFinite(chunk, count);
        }
        return signs >= 0;
    }

    /** Negative if the exponent of one of them has all bits set. */
    private static int notFinite(int[] bits, int count) {
        int signs = 0;
        for (int i = 0; i < count; i++) {
            signs |= (bits[i] & MAGNITUDE) + INFINITY_TO_SIGN;
        }
        return signs;
    }

    /** Negative if one is negative, or greater than 1: floats of one sign are ordered as their bits. */
    private static int outsideUnit(int[] bits, int count) {
        int signs = 0;
        for (int i = 0; i < count; i++) {
            signs |= bits[i] | (ONE - bits[i]);
        }
        return signs;
    }
}
