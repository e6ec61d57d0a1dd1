package io.latentry.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items that excite a channel most.
 *
 * @param model whose channel it is
 * @param layer by its name
 * @param channel its number in the layer
 * @param dataset the items are of
 * @param split they are of
 * @param scanned how many items were looked at
 * @param items the most exciting first
 */
record ChannelItems(
        @Schema(example = "demo-backbone@1") String model,
        @Schema(example = "layer1") String layer,
        @Schema(example = "3") int channel,
        @Schema(example = "fashion-sample") String dataset,
        @Schema(example = "test") String split,
        @Schema(example = "500") int scanned,
        List<Item> items) {

    /**
     * An item.
     *
     * @param index its position in the split
     * @param activation mean of the channel
     * @param label if it has one
     * @param className the label's name, if it has one
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "ExcitingItem")
    record Item(
            @Schema(example = "17") int index,
            @Schema(example = "0.83") double activation,
            @Nullable @Schema(example = "9") Integer label,

            @JsonProperty("class") @Schema(name = "class", example = "Ankle boot")
            String className) {}
}
