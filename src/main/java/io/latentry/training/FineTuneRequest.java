package io.latentry.training;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.FineTuning;
import io.latentry.model.Transfer;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to make of an existing model.
 *
 * @param newModel to publish the result as; a name that exists gets a new version
 * @param dataset to learn from
 * @param objective {@code classify} or {@code continue}
 * @param freeze {@code all}, {@code none}, or the last layer that is not trained
 * @param head {@code linear} or {@code mlp}
 * @param augmentation of training images
 * @param hyperparameters JSON values by name
 * @param seed of initial weights, order and noise
 * @param description for the model card
 */
record FineTuneRequest(
        @Schema(example = "my-shirts", description = "A name that exists gets a new version.") @NotBlank String newModel,

        @Schema(example = "fashion-sample") @NotBlank String dataset,

        @Schema(
                example = "classify",
                description = "classify: a new head tells the dataset's classes apart, on any model that encodes;"
                        + " continue: an autoencoder, a denoiser or a VAE goes on learning, from other data.",
                defaultValue = FineTuning.CLASSIFY)
        @Nullable String objective,

        @Schema(
                example = "all",
                description =
                        "What is not trained: all (but the head), none, or everything up to the named layer, one of"
                                + " GET /v1/models/{model}/layers. Default: all, and none where the objective is continue.")
        @Nullable String freeze,

        @Schema(example = "linear", description = "One layer, or an mlp of two.", defaultValue = "linear") @Nullable String head,

        @Schema(
                description =
                        "How training images are varied; left out, they are not, and features are computed only once.")
        @Nullable AugmentationRequest augmentation,

        @Schema(
                example = "{\"epochs\": 10}",
                description = "By name, as GET /v1/methods tells those of the method `classifier`, or of the parent's.")
        @Nullable Map<String, @Nullable Object> hyperparameters,

        @Schema(example = "7", description = "Drawn if left out; the model card tells it.") @Nullable Long seed,

        @Schema(example = "Tells shirts from shoes") @Size(max = 10_000) @Nullable String description) {

    /**
     * How training images are varied.
     *
     * @param crop pixels by which they are shifted, at most
     * @param flip whether half of them are mirrored
     * @param colour share by which brightness, contrast and saturation vary
     */
    @Schema(name = "Augmentation")
    record AugmentationRequest(
            @Schema(example = "2", description = "Pixels by which images are shifted at random, at most.") @Nullable Object crop,

            @Schema(example = "true", description = "Whether half of the images are mirrored.") @Nullable Object flip,

            @Schema(example = "0.1", description = "Share by which brightness, contrast and saturation vary.") @Nullable Object colour) {}

    String objectiveOrDefault() {
        return Objects.requireNonNullElse(objective, FineTuning.CLASSIFY);
    }

    String freezeOrDefault() {
        String fallback = objectiveOrDefault().equals(FineTuning.CONTINUE) ? Transfer.NONE : Transfer.ALL;
        return Objects.requireNonNullElse(freeze, fallback);
    }

    /** The hyper-parameters, those among them that have fields of their own. */
    Map<String, @Nullable Object> allHyperparameters() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        if (hyperparameters != null) {
            all.putAll(hyperparameters);
        }
        put(all, "head", head);
        if (augmentation != null) {
            put(all, "crop", augmentation.crop());
            put(all, "flip", augmentation.flip());
            put(all, "colour", augmentation.colour());
        }
        return Collections.unmodifiableMap(all);
    }

    /** The same error, of the fields that this request has. */
    InvalidInputException named(InvalidInputException error) {
        List<FieldError> errors = error.errors().stream()
                .map(field -> new FieldError(ownName(field.field()), field.message()))
                .toList();
        return new InvalidInputException(error.code(), String.valueOf(error.getMessage()), errors);
    }

    private String ownName(String field) {
        String name = field.replaceFirst("^hyperparameters\\.", "");
        if (hyperparameters != null && hyperparameters.containsKey(name)) {
            return field;
        }
        return switch (name) {
            case "head" -> name;
            case "crop", "flip", "colour" -> "augmentation." + name;
            default -> field;
        };
    }

    private static void put(Map<String, @Nullable Object> all, String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (all.containsKey(name)) {
            throw InvalidInputException.field("hyperparameters." + name, "is given twice");
        }
        all.put(name, value);
    }
}
