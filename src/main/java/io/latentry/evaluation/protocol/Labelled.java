package io.latentry.evaluation.protocol;

import io.latentry.model.Items;
import java.util.Map;

/** Protocols that tell classes apart by codes. */
abstract class Labelled implements Protocol {

    /** Wider codes take hours and tell little. */
    private static final int MOST_VALUES = 16_384;

    @Override
    public boolean suits(Terms terms) {
        return terms.isLabelled();
    }

    @Override
    public boolean isRandom(Terms terms) {
        return terms.drawsTrainItems();
    }

    @Override
    public final Map<String, Double> measure(Representation representation, Trial trial) {
        Items train = representation.train();
        Items test = representation.test();
        if (train == null || test == null || representation.codeSize() > mostValues()) {
            return Map.of();
        }
        return measure(trial.chosen(train), test, trial);
    }

    int mostValues() {
        return MOST_VALUES;
    }

    abstract Map<String, Double> measure(Items train, Items test, Trial trial);
}
