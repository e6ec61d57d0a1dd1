package io.latentry.dataset;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.web.MediaTypes;
import io.latentry.web.RequestMemory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows items of a dataset, as numbers or as a picture. */
@RestController
@Tag(name = "Datasets")
class ItemController {

    private final DatasetStore store;
    private final DatasetProperties properties;
    private final Supplier<RequestMemory> memory;

    ItemController(DatasetStore store, DatasetProperties properties, Supplier<RequestMemory> memory) {
        this.store = store;
        this.properties = properties;
        this.memory = memory;
    }

    @GetMapping(
            path = "/v1/datasets/{name}/items",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaTypes.NPY, MediaType.IMAGE_PNG_VALUE})
    @Operation(
            summary = "Show items",
            description = "Either `limit` items from `offset` on, of one `label` or of all, or those at `indices`."
                    + " The Accept header chooses"
                    + " numbers (`application/json`), an `<f4` array (`application/x-npy`) or, of images, one picture"
                    + " (`image/png`).")
    @ApiResponse(
            responseCode = "200",
            description = "The items, images in [0, 1], vectors in their own units",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = ItemSlice.class)),
                @Content(mediaType = MediaTypes.NPY, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(responseCode = "400", description = "The split has no such items (`invalid-input`)")
    @ApiResponse(responseCode = "404", description = "There is no such dataset (`dataset-not-found`)")
    @ApiResponse(responseCode = "406", description = "None of the media types is acceptable")
    @ApiResponse(responseCode = "413", description = "The items are too many for one answer (`answer-too-large`)")
    @ApiResponse(responseCode = "429", description = "Other answers hold the memory that it needs (`memory-busy`)")
    @ApiResponse(responseCode = "500", description = "The stored items are not what was uploaded (`dataset-damaged`)")
    @ApiResponse(
            responseCode = "503",
            description = "The items are still being compared with their checksums (`dataset-checking`)")
    @ApiResponse(
            responseCode = "422",
            description = "A picture of vectors or of no items was asked for, or a label where there are none"
                    + " (`not-images`, `no-items`, `labels-missing`)")
    ItemSlice listItems(
            @Parameter(example = "fashion-sample") @PathVariable String name,
            @Parameter(
                            description = "The part of the dataset",
                            schema =
                                    @Schema(
                                            allowableValues = {"train", "test"},
                                            defaultValue = "train"))
                    @RequestParam(defaultValue = "train")
                    String split,
            @Parameter(
                            description = "Position of the first item",
                            schema = @Schema(type = "integer", defaultValue = "0"))
                    @RequestParam(required = false)
                    @Nullable Integer offset,
            @Parameter(
                            description = "Items, 1 to " + ItemChoice.MAX_ITEMS,
                            example = "3",
                            schema = @Schema(type = "integer", defaultValue = "50"))
                    @RequestParam(required = false)
                    @Nullable Integer limit,
            @Parameter(description = "Positions in the split, such as `0,7,3`, instead of `offset` and `limit`")
                    @RequestParam(required = false)
                    int @Nullable [] indices,
            @Parameter(description = "Only items of this class: its name, or its position in the dataset's `classes`")
                    @RequestParam(required = false)
                    @Nullable String label) {
        Dataset dataset = store.get(name);
        StoredDataset stored = store.open(dataset);
        Split part = split(split);
        if (label != null) {
            memory.get().keep(2L * Integer.BYTES * stored.items(part).count());
        }
        ItemChoice choice = ItemChoice.of(stored, part, label);
        int[] chosen = indices == null ? choice.range(offset, limit) : choice.only(indices, offset, limit);
        checkSize(chosen.length, dataset.facts().shape().size());
        memory.get().hold((long) Float.BYTES * dataset.facts().shape().size());
        ChosenItems items = new ChosenItems(stored, part, chosen);
        List<Integer> positions = Arrays.stream(chosen).boxed().toList();
        return new ItemSlice(name, split, choice.count(), positions, labels(stored, part, chosen), items);
    }

    private static Split split(String name) {
        return Stream.of(Split.values())
                .filter(split -> split.label().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidInputException.field("split", "must be train or test"));
    }

    private void checkSize(int items, int itemSize) {
        if ((long) items * itemSize > properties.maxAnswerValues()) {
            throw new TooLargeException(
                    "answer-too-large",
                    items + " items of " + itemSize + " values exceed " + properties.maxAnswerValues()
                            + " values; ask for fewer");
        }
    }

    private static @Nullable List<Integer> labels(StoredDataset stored, Split split, int[] indices) {
        if (stored.classes().isEmpty()) {
            return null;
        }
        return Arrays.stream(stored.labels(split, indices)).boxed().toList();
    }
}
