package io.latentry.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.latentry.core.error.ImpossibleException;
import io.latentry.model.ElementType;
import io.latentry.model.ItemMoments;
import io.latentry.model.Items;
import io.latentry.model.LogisticRegression;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Fits a {@link LogisticObjective} to all items at once, a chunk at a time. The same items give the same labels. */
final class TorchLogisticRegression implements LogisticRegression, AutoCloseable {

    /** λ; bench/pca holds what comes of it against probes that are known. */
    private static final double PENALTY = 1e-3;

    private static final QuasiNewton OPTIMIZER = new QuasiNewton(1e-4, 200);

    /** The optimizer keeps some 25 vectors of this length, 200 MiB. */
    private static final long MOST_WEIGHTS = 1 << 20;

    /** Outside the heap; enough for what is measured after every training. */
    private static final long MOST_KEPT_BYTES = 1 << 25;

    /** Of the mean variance: what hardly varies isn't blown up to vary like the rest. */
    private static final double FLOOR = 0.01;

    private static final double MOST_INVERSE = 1e30;
    private static final double WHITE = 255;

    private final TorchProgram program;
    private final NDManager manager;
    private final int chunkBytes;

    /**
     * A regression.
     *
     * @param manager of which it makes sub-managers
     * @param chunkBytes of items in memory, as float32
     */
    TorchLogisticRegression(TorchRuntime runtime, NDManager manager, int chunkBytes) {
        this.program = TorchProgram.load(runtime, LogisticObjective.PROGRAM);
        this.manager = manager;
        this.chunkBytes = chunkBytes;
    }

    /** Throws an {@link ImpossibleException} if values are not finite, or there are too many weights to learn. */
    @Override
    public int[] classify(Items train, Items test, int classes) {
        check(train, test, classes);
        ItemMoments moments = ItemMoments.ofFinite(train);
        ItemMoments.ofFinite(test);
        try (NDManager fit = manager.newSubManager()) {
            LogisticObjective objective = new LogisticObjective(
                    program, fit, standardised(fit, train, moments, MOST_KEPT_BYTES), train, classes, PENALTY);
            double[] start = new double[(train.shape().size() + 1) * classes];
            NDList parameters = objective.parameters(fit, OPTIMIZER.minimise(objective, start));
            return classify(test.count(), standardised(fit, test, moments, 0), parameters);
        }
    }

    private StandardisedItems standardised(NDManager fit, Items items, ItemMoments moments, long mostKeptBytes) {
        return new StandardisedItems(program, fit, items, standards(fit, items, moments), chunkBytes, mostKeptBytes);
    }

    private static void check(Items train, Items test, int classes) {
        int size = train.shape().size();
        if (test.shape().size() != size || train.count() == 0) {
            throw new IllegalArgumentException("%d %s for %s".formatted(train.count(), train.shape(), test.shape()));
        }
        if (IntStream.range(0, train.count()).map(train::label).anyMatch(label -> label < 0 || label >= classes)) {
            throw new IllegalArgumentException("Labels are from 0 to " + (classes - 1));
        }
        if ((size + 1L) * classes > MOST_WEIGHTS) {
            throw new ImpossibleException(
                    "probe-too-large",
                    "A linear probe of %d values and %d classes has more than %d weights"
                            .formatted(size, classes, MOST_WEIGHTS));
        }
    }

    /** Mean and inverse deviation in the units of what is stored, {@code [size]} each. */
    static NDList standards(NDManager target, Items items, ItemMoments moments) {
        double white = items.elementType() == ElementType.UINT8 ? WHITE : 1;
        double floor = FLOOR * Arrays.stream(moments.variance()).average().orElse(0);
        float[] mean = new float[moments.mean().length];
        float[] inverse = new float[mean.length];
        for (int i = 0; i < mean.length; i++) {
            double deviation = Math.sqrt(moments.variance()[i] + floor);
            mean[i] = (float) (moments.mean()[i] * white);
            inverse[i] = (float) (Math.min(MOST_INVERSE, deviation > 0 ? 1 / deviation : 1) / white);
        }
        return new NDList(target.create(mean), target.create(inverse));
    }

    private int[] classify(int count, StandardisedItems items, NDList parameters) {
        int[] classes = new int[count];
        items.each((values, labels, from) -> {
            NDList inputs = new NDList(values).addAll(parameters);
            long[] likeliest = program.call("classify", inputs).head().toLongArray();
            IntStream.range(0, likeliest.length).forEach(i -> classes[from + i] = (int) likeliest[i]);
        });
        return classes;
    }

    @Override
    public void close() {
        program.close();
    }
}
