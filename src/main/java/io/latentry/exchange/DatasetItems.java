package io.latentry.exchange;

import io.latentry.core.error.InvalidInputException;
import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.model.ImageFitter;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Preprocessing;
import io.latentry.model.Tensor;
import org.springframework.stereotype.Component;

/** Reads items of datasets, each of the model's own shape, or images made to fit where a model resizes anyway. */
@Component
public class DatasetItems {

    private final DatasetCatalog datasets;
    private final Limits limits;
    private final ImageFitter fitter;

    DatasetItems(DatasetCatalog datasets, Limits limits, ImageFitter fitter) {
        this.datasets = datasets;
        this.limits = limits;
        this.fitter = fitter;
    }

    /** The items referred to, {@code [indices, item…]}. */
    public Tensor read(Reference reference, ModelConfig config) {
        Dataset dataset = datasets.get(reference.dataset());
        ItemShape shape = dataset.facts().shape();
        if (shape.equals(config.shape())) {
            return datasets.open(dataset).tensor(reference.split(), reference.indices());
        }
        if (config.preprocessing() == null
                || !shape.isPicture()
                || !config.shape().isPicture()) {
            throw InvalidInputException.field(
                    "dataset", "has items of shape " + shape + ", and the model takes " + config.shape());
        }
        limits.values((long) shape.size() * reference.indices().length);
        Tensor images = datasets.open(dataset).tensor(reference.split(), reference.indices());
        return fit(images, shape, config.shape(), config.preprocessing());
    }

    private Tensor fit(Tensor images, ItemShape from, ItemShape to, Preprocessing preprocessing) {
        Tensor fitted = Tensor.allocate(to.batch(images.rows()));
        Tensor image = Tensor.allocate(from.batch(1));
        for (int i = 0; i < images.rows(); i++) {
            image.values().put(images.row(i));
            fitted.row(i).put(fitter.fit(image, to, preprocessing).values());
        }
        return fitted;
    }
}
