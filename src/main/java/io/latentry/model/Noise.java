package io.latentry.model;

import io.latentry.core.error.InvalidInputException;
import java.util.List;

/**
 * A corruption of the input (Vincent et al. 2010, "Stacked Denoising Autoencoders", section 3.3).
 *
 * @param kind {@code gaussian} adds N(0, level²); {@code masking} sets a fraction {@code level} of the values to 0;
 *     {@code salt-and-pepper} sets such a fraction to the least or the largest value, each with probability ½. Level and
 *     values are of images in [0, 1], of vectors after standardisation, where the extremes are ±2.
 * @param level in [0, 10] for gaussian, in [0, 1] for the others
 */
public record Noise(String kind, double level) {

    /** The kinds there are. */
    public static final List<String> KINDS = List.of("gaussian", "masking", "salt-and-pepper");

    /**
     * Checks kind and level.
     *
     * @throws InvalidInputException if one is not acceptable
     */
    public Noise {
        if (!KINDS.contains(kind)) {
            throw InvalidInputException.field("noise.kind", "must be one of " + String.join(", ", KINDS));
        }
        double most = kind.equals("gaussian") ? 10 : 1;
        if (!(level >= 0 && level <= most)) {
            throw InvalidInputException.field("noise.level", "must be a number from 0 to " + most);
        }
    }
}
