package io.latentry.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A version as the API shows it.
 *
 * @param model its reference
 * @param name of the model
 * @param version number
 * @param method that trained it
 * @param dataset it learned from
 * @param parent it was made from
 * @param frozen what of the parent was not trained
 * @param capabilities what it can do
 * @param itemShape of what goes in
 * @param codeShape of what the encoder puts out
 * @param parameters trained values
 * @param classes that it tells apart
 * @param bytes of the weights' own file
 * @param weights SHA-256 of that file
 * @param metrics final figures by name
 * @param warnings of its card
 * @param aliases of this version
 * @param loaded whether it is in memory
 * @param createdAt when it was published
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Model", description = "A version of a model")
record ModelView(
        @Schema(example = "demo-vae@1") String model,
        @Schema(example = "demo-vae") String name,
        @Schema(example = "1") int version,
        @Schema(example = "vae") String method,

        @Schema(description = "The dataset it learned from; absent if that was elsewhere", example = "fashion-sample")
        @Nullable String dataset,

        @Schema(description = "The version it was made from, if any") @Nullable String parent,

        @Schema(
                description = "What of the parent was not trained: `all`, `none` or the last such layer",
                example = "all")
        @Nullable String frozen,

        @Schema(description = "What it can do", example = "[\"encode\", \"reconstruct\", \"sample\"]")
        Set<String> capabilities,

        @Schema(description = "`[channels, height, width]` or `[width]`", example = "[1, 28, 28]")
        List<Integer> itemShape,

        @Schema(description = "The shape of one item's code", example = "[20]")
        List<Integer> codeShape,

        @Schema(description = "The number of trained values", example = "652824")
        long parameters,

        @Schema(description = "The names of the classes that it tells apart, by label", example = "[]")
        List<String> classes,

        @Schema(
                description = "The size of the weights' file, without what it shares with its parent",
                example = "2612400")
        long bytes,

        @Schema(description = "SHA-256 of the weights' file, hexadecimal")
        String weights,

        @Schema(description = "Final figures by name", example = "{\"test.loss\": 243.5}")
        Map<String, Double> metrics,

        @Schema(
                description = "What to know before using it, such as that something simpler is better; from its card",
                example = "[]")
        List<String> warnings,

        @Schema(description = "The aliases that point to this version", example = "[\"production\"]")
        List<String> aliases,

        @Schema(description = "Whether it is in memory now; one that is not is loaded when it is used")
        boolean loaded,

        Instant createdAt) {}
