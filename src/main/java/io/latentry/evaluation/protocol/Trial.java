package io.latentry.evaluation.protocol;

import io.latentry.model.EvaluationEngine;
import io.latentry.model.Items;
import java.util.SplittableRandom;

/**
 * One measurement's circumstances.
 *
 * @param terms of the evaluation
 * @param data that is measured on
 * @param engine to compute with
 * @param seed of all that is drawn
 */
public record Trial(Terms terms, Data data, EvaluationEngine engine, long seed) {

    private static final int TRAIN_ITEMS = 1;
    private static final int NOISE = 2;
    private static final int POSTERIOR = 3;
    private static final int BINARISATION = 4;

    /** Those of training items that classifiers learn from: all, or as many as the terms say, drawn by the seed. */
    Items chosen(Items train) {
        if (!terms.drawsTrainItems()) {
            return train;
        }
        int[] drawn = Draw.of(train.count(), terms.trainItems(), seed(TRAIN_ITEMS, 0));
        return data.stoppable(HeldItems.of(new SomeItems(train, drawn)));
    }

    /** Of one of several copies. */
    long noiseSeed(Batch batch, int copy) {
        return seed(NOISE + (copy << Byte.SIZE), batch.number());
    }

    long posteriorSeed(Batch batch) {
        return seed(POSTERIOR, batch.number());
    }

    long binarisationSeed(Batch batch) {
        return seed(BINARISATION, batch.number());
    }

    /** Independent of those for other purposes and positions; below 2^63. */
    private long seed(int purpose, int position) {
        long own = new SplittableRandom(seed ^ (purpose * 0x9E3779B97F4A7C15L)).nextLong();
        return new SplittableRandom(own ^ (position * 0xBF58476D1CE4E5B9L)).nextLong() >>> 1;
    }
}
