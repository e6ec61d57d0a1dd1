package io.latentry.evaluation;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Noise;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What to compare, on what, and how.
 *
 * @param dataset to measure on
 * @param models to compare
 * @param protocols by which; all that say something of the dataset, if they are left out
 * @param seeds of what is drawn
 * @param trainItems that classifiers learn from
 * @param noise that is to be removed
 */
record EvaluationRequest(
        @Schema(example = "fashion-sample") @NotBlank String dataset,

        @Schema(
                example = "[\"demo-autoencoder\", \"demo-vae-2d\"]",
                description = "`name`, `name@3` or `name@alias` of each.")
        @NotEmpty @Size(max = 50) List<@NotBlank String> models,

        @Schema(
                example = "[\"linear-probe\", \"knn\", \"reconstruction\"]",
                description = "linear-probe, quadratic-probe, knn, reconstruction, elbo, likelihood, denoising,"
                        + " active-units, throughput. Left out: all that say something of the dataset.")
        @Size(min = 1, max = 50) @Nullable List<@NotBlank String> protocols,

        @Schema(
                example = "[1, 2, 3]",
                description =
                        "Of what is drawn: noise, posterior draws, and the items that classifiers learn from if these"
                                + " are not all. What draws nothing is measured once. Left out: 1, 2, 3.")
        @Size(min = 1, max = 20) @Nullable List<@NotNull Long> seeds,

        @Schema(
                example = "1000",
                description = "Of the training split, how many items classifiers learn from; every seed draws its own."
                        + " Left out: all.")
        @Min(1) @Nullable Integer trainItems,

        @Schema(description = "What is to be removed; left out, Gaussian noise of 0.5.")
        @Size(min = 1, max = 8) @Nullable List<@NotNull @Valid NoiseRequest> noise) {

    /**
     * Noise of one strength.
     *
     * @param kind of noise
     * @param level of it
     */
    @Schema(name = "EvaluationNoise")
    record NoiseRequest(
            @Schema(
                    example = "gaussian",
                    allowableValues = {"gaussian", "masking", "salt-and-pepper"})
            @NotBlank String kind,

            @Schema(example = "0.5", description = "σ of gaussian noise, or the share of values that others hit.")
            @NotNull @Min(0) @Max(10) Double level) {}

    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);
    private static final List<Noise> NOISE = List.of(new Noise("gaussian", 0.5));

    List<Long> seedsOrDefault() {
        return Objects.requireNonNullElse(seeds, SEEDS).stream().distinct().toList();
    }

    List<Noise> noiseOrDefault() {
        return noise == null
                ? NOISE
                : IntStream.range(0, noise.size())
                        .mapToObj(this::noise)
                        .distinct()
                        .toList();
    }

    private Noise noise(int index) {
        NoiseRequest each = Objects.requireNonNull(noise).get(index);
        try {
            return new Noise(each.kind(), each.level());
        } catch (InvalidInputException e) {
            FieldError error = e.errors().get(0);
            throw InvalidInputException.field(error.field().replace("noise", "noise[" + index + "]"), error.message());
        }
    }
}
