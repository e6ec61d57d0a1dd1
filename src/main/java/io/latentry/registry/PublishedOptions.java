package io.latentry.registry;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Preprocessing;
import io.latentry.model.WeightsImporter.Description;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is told of weights that come without a configuration.
 *
 * @param architecture such as {@code resnet18}
 * @param size height and width of the network's input, in pixels
 * @param crop share of the shorter side that is left after the middle is cut out
 * @param mean of every channel
 * @param std standard deviation of every channel
 */
public record PublishedOptions(
        @Parameter(
                description =
                        "Of a file without a configuration: what network it is, such as resnet18, vgg16_bn, densenet121 or resnet20")
        @Nullable String architecture,

        @Parameter(description = "Of such a file: height and width of the network's input, in pixels; 224 if left out")
        @Nullable Integer size,

        @Parameter(
                description =
                        "Of such a file: the share of the shorter side that is left after the middle is cut out; 0.875 if left out")
        @Nullable Double crop,

        @Parameter(
                description = "Of such a file: the mean of every channel, with commas between; ImageNet's if left out")
        @Nullable List<Double> mean,

        @Parameter(description = "Of such a file: the standard deviation of every channel, likewise") @Nullable List<Double> std) {

    static final PublishedOptions NONE = new PublishedOptions(null, null, null, null, null);

    /** @throws InvalidInputException naming what is missing or wrong */
    Description description() {
        if (architecture == null) {
            throw new InvalidInputException(
                    "invalid-artifact",
                    "The body is not a ZIP file with a configuration, so that architecture must say what network it is",
                    List.of(new FieldError("architecture", "is missing")));
        }
        return new Description(architecture, List.of(), preprocessing());
    }

    /**
     * Checks what can be checked before there is a file.
     *
     * @throws InvalidInputException naming what is wrong
     */
    public void check() {
        preprocessing();
    }

    private Preprocessing preprocessing() {
        int side = Objects.requireNonNullElse(size, PublishedDefaults.SIDE);
        return PublishedDefaults.preprocessing(
                List.of(3, side, side),
                Objects.requireNonNullElse(crop, PublishedDefaults.CROP),
                PublishedDefaults.INTERPOLATION,
                Objects.requireNonNullElse(mean, PublishedDefaults.MEAN),
                Objects.requireNonNullElse(std, PublishedDefaults.STD));
    }
}
