package io.latentry.training;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to learn, from what, and under which name.
 *
 * @param method how the representation is learned
 * @param dataset to learn from
 * @param model to publish the result as; a name that exists gets a new version
 * @param hyperparameters JSON values by name; those left out have the method's defaults
 * @param seed of initial weights, order and noise; drawn if left out, and told by the model card
 * @param description for the model card
 */
record TrainingRequest(
        @Schema(example = "vae", description = "One of GET /v1/methods.") @NotBlank String method,

        @Schema(example = "fashion-sample") @NotBlank String dataset,

        @Schema(example = "my-vae", description = "A name that exists gets a new version.") @NotBlank String model,

        @Schema(
                example = "{\"latentSize\": 16, \"epochs\": 10}",
                description = "By name; those left out have the defaults that GET /v1/methods tells.")
        @Nullable Map<String, @Nullable Object> hyperparameters,

        @Schema(example = "7", description = "Drawn if left out; the model card tells it.") @Nullable Long seed,

        @Schema(example = "Latent space of shirts and shoes") @Size(max = 10_000) @Nullable String description) {}
