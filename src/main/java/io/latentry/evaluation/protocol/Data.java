package io.latentry.evaluation.protocol;

import io.latentry.dataset.Split;
import io.latentry.dataset.StoredDataset;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ItemStatistics;
import io.latentry.model.Items;
import io.latentry.model.Noise;
import io.latentry.model.NoiseMaker;
import io.latentry.model.Tensor;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The items of a dataset that representations are measured on: all, or some that were drawn. */
public final class Data {

    private static final int MOST_ITEMS = 1_024;
    private static final int MOST_VALUES = 1 << 20;

    private final StoredDataset dataset;
    private final BooleanSupplier stop;
    private final Map<Split, int[]> positions = new EnumMap<>(Split.class);
    private final NoiseMaker noise;
    /** Of the columns of vectors over the training split; empty for images. */
    private final ItemStatistics statistics;

    private Data(StoredDataset dataset, int trainCount, int testCount, long seed, BooleanSupplier stop) {
        this.dataset = dataset;
        this.stop = stop;
        positions.put(Split.TRAIN, Draw.of(dataset.items(Split.TRAIN).count(), trainCount, seed));
        positions.put(Split.TEST, Draw.of(dataset.items(Split.TEST).count(), testCount, ~seed));
        boolean isImages = dataset.facts().shape().isImage();
        this.statistics =
                isImages ? new ItemStatistics(new float[0], new float[0]) : ItemStatistics.of(items(Split.TRAIN));
        this.noise = new NoiseMaker(dataset.facts().shape(), statistics.mean(), statistics.deviation());
    }

    /**
     * All items.
     *
     * @param stop asked between batches, whether to go no further
     */
    public static Data all(StoredDataset dataset, BooleanSupplier stop) {
        return new Data(dataset, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, stop);
    }

    /**
     * Some items of both splits.
     *
     * @param trainCount at most so many of the training split
     * @param testCount at most so many of the test split
     * @param seed of the draw
     * @param stop asked between batches, whether to go no further
     */
    public static Data drawn(StoredDataset dataset, int trainCount, int testCount, long seed, BooleanSupplier stop) {
        return new Data(dataset, trainCount, testCount, seed, stop);
    }

    /** As they are stored. To read them ends with {@link Stopped} once that is asked for. */
    public Items items(Split split) {
        Items all = dataset.items(split);
        int[] chosen = positions.get(split);
        return stoppable(chosen.length == all.count() ? all : new SomeItems(all, chosen));
    }

    /** The same of vectors, every column less its mean and divided by its deviation over the training split. */
    Items standardised(Split split) {
        return new StandardisedVectors(items(split), statistics);
    }

    /** The same items, which let whatever reads them stop. */
    Items stoppable(Items items) {
        return new StoppableItems(items, stop);
    }

    /** What there is to know of these items, as of a dataset. */
    public DatasetFacts facts() {
        DatasetFacts all = dataset.facts();
        return new DatasetFacts(
                all.shape(),
                all.elementType(),
                count(Split.TRAIN),
                count(Split.TEST),
                all.minimum(),
                all.maximum(),
                all.classes());
    }

    boolean stopRequested() {
        return stop.getAsBoolean();
    }

    int count(Split split) {
        return positions.get(split).length;
    }

    /**
     * Reads a split from its first item to its last. The memory of a batch is the next one's: where data are large and little
     * else is on the heap, it would be long before the JVM collected what is no longer used.
     *
     * @param values that are computed of an item, if they are more than it has
     * @param reader keeps none of the items
     * @throws Stopped if it is asked to
     */
    public void read(Split split, int values, Consumer<Batch> reader) {
        int step = step(values);
        Tensor items = Tensor.allocate(0);
        for (int from = 0; from < count(split); from += step) {
            if (stopRequested()) {
                throw new Stopped();
            }
            int[] indices = indices(split, from, step);
            if (items.rows() != indices.length) {
                items = Tensor.allocate(dataset.facts().shape().batch(indices.length));
            }
            dataset.read(split, indices, items);
            reader.accept(new Batch(split == Split.TRAIN ? from : ~from, items));
        }
    }

    /** The first batch of a split. */
    Tensor first(Split split, int values) {
        return dataset.tensor(split, indices(split, 0, step(values)));
    }

    private int step(int values) {
        int size = Math.max(values, dataset.facts().shape().size());
        return Math.max(1, Math.min(MOST_ITEMS, MOST_VALUES / size));
    }

    /** Positions in the dataset's split. */
    private int[] indices(Split split, int from, int step) {
        int[] chosen = positions.get(split);
        return Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + step));
    }

    /** Adds noise as training does. */
    Tensor corrupt(Tensor items, Noise kind, long seed) {
        return noise.corrupt(items, kind, seed);
    }

    /** Takes in what is done to these items; of vectors in deviations of their columns. */
    Errors errors() {
        return new Errors(statistics.deviation());
    }

    /** Whoever waits for the evaluation does not any more. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
