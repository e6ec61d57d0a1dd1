package io.latentry.inference;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Noise;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to items before they are denoised.
 *
 * @param noise to add first
 * @param seed of the noise
 */
record DenoiseOptions(Optional<Noise> noise, long seed) {

    @JsonCreator
    static DenoiseOptions of(@Nullable NoiseFields noise, @Nullable Long seed) {
        if (seed != null && noise == null) {
            throw InvalidInputException.field("seed", "has no effect without noise");
        }
        return new DenoiseOptions(Optional.ofNullable(noise).map(NoiseFields::toNoise), Seeds.orRandom(seed));
    }

    record NoiseFields(@Nullable String kind, @Nullable Double level) {

        Noise toNoise() {
            if (kind == null || level == null) {
                throw InvalidInputException.field(kind == null ? "noise.kind" : "noise.level", "is missing");
            }
            return new Noise(kind, level);
        }
    }
}
