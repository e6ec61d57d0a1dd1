package io.latentry.inspection;

import io.latentry.core.error.InvalidInputException;
import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.dataset.Split;
import io.latentry.dataset.StoredDataset;
import io.latentry.exchange.DatasetItems;
import io.latentry.exchange.Limits;
import io.latentry.exchange.Reference;
import io.latentry.model.ModelConfig;
import io.latentry.model.Tensor;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chooses items of datasets and reads them, a few at a time. */
@Component
class Samples {

    /** Values of items, and of what is made of them, that are in memory at once. */
    private static final int MOST_VALUES = 1 << 22;

    private static final int MOST_ITEMS = 256;

    private final DatasetCatalog datasets;
    private final DatasetItems items;
    private final Limits limits;
    private final InspectionProperties properties;

    Samples(DatasetCatalog datasets, DatasetItems items, Limits limits, InspectionProperties properties) {
        this.datasets = datasets;
        this.items = items;
        this.limits = limits;
        this.properties = properties;
    }

    static Split split(String name) {
        return Stream.of(Split.values())
                .filter(split -> split.label().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidInputException.field("split", "must be train or test"));
    }

    /**
     * Chooses items that are spread over a split.
     *
     * @param wished how many; null for as many as usual
     * @param usual if that is within the limit
     */
    Sample choose(String dataset, String split, @Nullable Integer wished, int usual) {
        int most = wished == null ? Math.min(usual, properties.maxItems()) : wished;
        if (most < 2 || most > properties.maxItems()) {
            throw InvalidInputException.field("items", "must be from 2 to " + properties.maxItems());
        }
        StoredDataset stored = open(dataset);
        int count = stored.items(split(split)).count();
        int chosen = Math.min(most, count);
        return sample(
                dataset,
                split(split),
                stored,
                IntStream.range(0, chosen)
                        .map(i -> (int) ((long) i * count / chosen))
                        .toArray());
    }

    /** Chooses one item. */
    Sample one(String dataset, String split, int index) {
        StoredDataset stored = open(dataset);
        int count = stored.items(split(split)).count();
        if (index < 0 || index >= count) {
            throw InvalidInputException.field("index", "must be from 0 to " + (count - 1));
        }
        return sample(dataset, split(split), stored, new int[] {index});
    }

    private StoredDataset open(String name) {
        Dataset dataset = datasets.get(name);
        return datasets.open(dataset);
    }

    private static Sample sample(String dataset, Split split, StoredDataset stored, int[] indices) {
        int[] all = stored.labels(split);
        int[] labels = all.length == 0
                ? all
                : Arrays.stream(indices).map(index -> all[index]).toArray();
        return new Sample(dataset, split, indices, stored.classes(), labels);
    }

    /** The items of a sample, {@code [items, item…]}. */
    Tensor read(Sample sample, ModelConfig config) {
        limits.values((long) sample.size() * config.shape().size());
        return items.read(new Reference(sample.dataset(), sample.split(), sample.indices()), config);
    }

    /**
     * Reads a sample piece by piece.
     *
     * @param valuesPerItem that the work makes of an item
     * @param work takes each piece and the position of its first item in the sample
     */
    void inPieces(Sample sample, ModelConfig config, long valuesPerItem, BiConsumer<Tensor, Integer> work) {
        Deadline deadline = new Deadline(properties.deadline());
        long values = Math.max(config.shape().size(), valuesPerItem);
        int step = (int) Math.max(1, Math.min(MOST_ITEMS, MOST_VALUES / values));
        for (int from = 0; from < sample.size(); from += step) {
            deadline.check();
            int[] piece = Arrays.copyOfRange(sample.indices(), from, Math.min(sample.size(), from + step));
            work.accept(items.read(new Reference(sample.dataset(), sample.split(), piece), config), from);
        }
    }
}
