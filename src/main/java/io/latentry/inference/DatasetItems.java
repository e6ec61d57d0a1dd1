package io.latentry.inference;

import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.model.InvalidInputException;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Tensor;
import org.springframework.stereotype.Component;

/** Reads items of datasets. */
@Component
class DatasetItems {

    private final DatasetCatalog datasets;

    DatasetItems(DatasetCatalog datasets) {
        this.datasets = datasets;
    }

    /** The items referred to, {@code [indices, item…]}. */
    Tensor read(Reference reference, ModelConfig config) {
        Dataset dataset = datasets.get(reference.dataset());
        ItemShape shape = dataset.facts().shape();
        if (!shape.equals(config.shape())) {
            throw InvalidInputException.field(
                    "dataset", "has items of shape " + shape + ", and the model takes " + config.shape());
        }
        return datasets.open(dataset).tensor(reference.split(), reference.indices());
    }
}
