package io.latentry.dataset;

import io.latentry.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lists, describes and deletes datasets. */
@RestController
@RequestMapping("/v1/datasets")
@Tag(name = "Datasets", description = "Named, immutable collections of items, split into training and test items")
class DatasetController {

    private final DatasetStore store;

    DatasetController(DatasetStore store) {
        this.store = store;
    }

    @GetMapping
    @Operation(summary = "List datasets", description = "By name.")
    @ApiResponse(responseCode = "200", description = "A page of datasets")
    @ApiResponse(responseCode = "400", description = "The limit is out of range")
    Page<DatasetView> listDatasets(
            @Parameter(description = "The name of the last dataset of the page before") @RequestParam(defaultValue = "")
                    String after,
            @Parameter(description = "Datasets per page, 1 to 500") @RequestParam(defaultValue = "50") int limit) {
        return Page.of(
                store.page(after, Page.checkLimit(limit) + 1).stream()
                        .map(DatasetView::of)
                        .toList(),
                limit,
                DatasetView::name);
    }

    @GetMapping("/{name}")
    @Operation(summary = "Describe a dataset", description = "Its shape, counts, range, classes and hash.")
    @ApiResponse(responseCode = "200", description = "The dataset")
    @ApiResponse(responseCode = "404", description = "There is no such dataset (`dataset-not-found`)")
    DatasetView getDataset(@Parameter(example = "digits") @PathVariable String name) {
        return DatasetView.of(store.get(name));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a dataset",
            description =
                    "Models that learned from it stay. A deleted sample stays deleted, until it is asked for again.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "404", description = "There is no such dataset (`dataset-not-found`)")
    @ApiResponse(responseCode = "409", description = "An unfinished job needs it (`dataset-in-use`)")
    void deleteDataset(@Parameter(example = "my-digits") @PathVariable String name) {
        store.delete(name);
    }
}
