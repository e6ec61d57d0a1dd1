package io.latentry.dataset.ingest;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Names;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a sample.
 *
 * @param sample which
 * @param name the dataset's name; the sample's own if absent
 */
@Schema(name = "DatasetSample")
record SampleRequest(
        @Schema(
                example = "digits",
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"fashion-sample", "digits"})
        @Nullable String sample,

        @Schema(example = "my-digits") @Nullable String name) {

    Sample checkedSample() {
        if (sample == null) {
            throw InvalidInputException.field("sample", "must be given");
        }
        return Sample.named(sample);
    }

    String checkedName() {
        return Names.check("name", name == null ? checkedSample().datasetName() : name);
    }
}
