package io.latentry.registry;

import io.latentry.model.FieldError;
import io.latentry.model.InvalidInputException;
import io.latentry.model.WeightsImporter.Description;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of weights that come without a configuration.
 *
 * @param architecture such as {@code resnet18}
 * @param size height and width of the network's input, in pixels
 * @param crop share of the shorter side that is left after the middle is cut out
 * @param mean of every channel, with commas between
 * @param std standard deviation of every channel, likewise
 */
record PublishedOptions(
        @Parameter(
                description =
                        "Of a bare safetensors file: what network it is, such as resnet18, vgg16_bn, densenet121 or resnet20")
        @Nullable String architecture,

        @Parameter(description = "Of such a file: height and width of the network's input, in pixels; 224 if left out")
        @Nullable Integer size,

        @Parameter(
                description =
                        "Of such a file: the share of the shorter side that is left after the middle is cut out; 0.875 if left out")
        @Nullable Double crop,

        @Parameter(
                description = "Of such a file: the mean of every channel, with commas between; ImageNet's if left out")
        @Nullable String mean,

        @Parameter(description = "Of such a file: the standard deviation of every channel, likewise") @Nullable String std) {

    static final PublishedOptions NONE = new PublishedOptions(null, null, null, null, null);

    /** @throws InvalidInputException naming what is missing or wrong */
    Description description() {
        if (architecture == null) {
            throw new InvalidInputException(
                    "invalid-artifact",
                    "The body is not a ZIP file, and of a safetensors file architecture must say what network it is",
                    List.of(new FieldError("architecture", "is missing")));
        }
        int side = Objects.requireNonNullElse(size, PublishedDefaults.SIDE);
        return new Description(
                architecture,
                List.of(),
                PublishedDefaults.preprocessing(
                        List.of(3, side, side),
                        Objects.requireNonNullElse(crop, PublishedDefaults.CROP),
                        PublishedDefaults.INTERPOLATION,
                        numbers("mean", mean, PublishedDefaults.MEAN),
                        numbers("std", std, PublishedDefaults.STD)));
    }

    private static List<Double> numbers(String field, @Nullable String text, List<Double> fallback) {
        if (text == null) {
            return fallback;
        }
        try {
            return Arrays.stream(text.split(",")).map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            throw InvalidInputException.field(field, "must be numbers with commas between");
        }
    }
}
