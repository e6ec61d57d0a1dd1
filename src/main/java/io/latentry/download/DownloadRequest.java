package io.latentry.download;

import io.latentry.core.error.InvalidInputException;
import io.latentry.registry.PublishedOptions;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to fetch and import.
 *
 * @param name of the model
 * @param url of an artifact, a ZIP of published weights, or a safetensors file
 * @param sha256 of the file, in hexadecimal digits
 * @param architecture as {@link PublishedOptions} has it, like all that follow
 */
record DownloadRequest(
        @Schema(example = "resnet18", description = "A name that exists gets a new version.") @NotBlank String name,

        @Schema(
                example = "https://huggingface.co/timm/resnet18.tv_in1k/resolve/main/model.safetensors",
                description =
                        "It must begin with one of `latentry.downloads.sources`, and so must what it redirects to.")
        @NotNull URI url,

        @Schema(
                example = "0000000000000000000000000000000000000000000000000000000000000000",
                description = "Of the file, as its publisher tells it")
        @NotNull @Pattern(regexp = "[0-9a-fA-F]{64}", message = "must be 64 hexadecimal digits") String sha256,

        @Schema(example = "resnet18", description = "Of a bare safetensors file: what network it is") @Nullable String architecture,

        @Schema(example = "224", description = "Of such a file: height and width of the network's input, in pixels")
        @Nullable Integer size,

        @Schema(
                example = "0.875",
                description = "Of such a file: the share of the shorter side that is left after the middle is cut out")
        @Nullable Double crop,

        @Schema(description = "Of such a file: the mean of every channel; ImageNet's if left out")
        @Size(max = 3) @Nullable List<@NotNull Double> mean,

        @Schema(description = "Of such a file: the standard deviation of every channel, likewise")
        @Size(max = 3) @Nullable List<@NotNull Double> std) {

    /** Ends of addresses of files that come without a configuration. */
    private static final List<String> BARE = List.of(".safetensors", ".pt", ".pth");

    /**
     * What is told of the file.
     *
     * @throws InvalidInputException if something is wrong, or it is told too little of a file that has no configuration
     */
    PublishedOptions options() {
        String path = String.valueOf(url.getPath()).toLowerCase(Locale.ROOT);
        if (architecture == null && BARE.stream().anyMatch(path::endsWith)) {
            throw InvalidInputException.field(
                    "architecture", "must say what network a file without a configuration is");
        }
        PublishedOptions options = new PublishedOptions(architecture, size, crop, mean, std);
        options.check();
        return options;
    }
}
