package io.latentry.evaluation.protocol;

import java.util.OptionalDouble;

/** Peak signal-to-noise ratios of images in [0, 1]. */
final class Decibels {

    private Decibels() {}

    /** −10 log₁₀ mse; there is none without an error. */
    static OptionalDouble of(double mse) {
        return mse > 0 ? OptionalDouble.of(-10 * Math.log10(mse)) : OptionalDouble.empty();
    }
}
