package io.latentry.dataset;

import io.latentry.model.DatasetFacts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A dataset as the API shows it.
 *
 * @param name by which requests call it
 * @param hash SHA-256 of shape, type, classes, and each split's items and labels, hexadecimal
 * @param shape of one item: {@code [channels, height, width]} of images, {@code [width]} of vectors
 * @param elementType {@code uint8} (images) or {@code float32}
 * @param trainCount items in the training split
 * @param testCount items in the test split
 * @param minimum smallest value; images are in [0, 1]
 * @param maximum largest value
 * @param classes names of the labels; empty if items have none
 * @param createdAt when it was sealed
 */
@Schema(name = "Dataset")
public record DatasetView(
        @Schema(example = "digits") String name,
        String hash,
        @Schema(example = "[1, 8, 8]") List<Integer> shape,
        @Schema(allowableValues = {"uint8", "float32"}) String elementType,
        @Schema(example = "1438") int trainCount,
        @Schema(example = "359") int testCount,
        @Schema(example = "0.0") double minimum,
        @Schema(example = "1.0") double maximum,
        List<String> classes,
        Instant createdAt) {

    /** Shows a dataset. */
    public static DatasetView of(Dataset dataset) {
        DatasetFacts facts = dataset.facts();
        return new DatasetView(
                dataset.name(),
                dataset.hash(),
                facts.shape().dimensions(),
                facts.elementType().name().toLowerCase(Locale.ROOT),
                facts.trainCount(),
                facts.testCount(),
                facts.minimum(),
                facts.maximum(),
                dataset.classes(),
                dataset.createdAt());
    }
}
