package io.latentry.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Items of one split.
 *
 * @param dataset its name
 * @param split {@code train} or {@code test}
 * @param count items in the whole split, of the label that was asked for, if any
 * @param indices positions of these items in the split
 * @param labels of these items, as positions in the dataset's classes; absent if it has none
 * @param items {@code [items, channels, height, width]} in [0, 1], or {@code [items, width]} in the data's own units
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Items")
record ItemSlice(
        @Schema(example = "digits") String dataset,
        @Schema(example = "test") String split,

        @Schema(description = "Items in the whole split, or those of them with the label", example = "359")
        int count,

        @Schema(example = "[0]") List<Integer> indices,
        @Nullable @Schema(example = "[4]") List<Integer> labels,

        @JsonSerialize(using = ChosenItemsSerializer.class)
        @Schema(
                implementation = Object[].class,
                description = "Arrays nested as the dataset's shape: images in [0, 1], vectors in their own units")
        ChosenItems items) {}
