package io.latentry.evaluation.protocol;

import io.latentry.core.error.ImpossibleException;
import io.latentry.dataset.Split;
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
    public boolean isFitted() {
        return true;
    }

    @Override
    public boolean isRandom(Terms terms) {
        return terms.drawsTrainItems();
    }

    @Override
    public final Map<String, Double> measure(Representation representation, Trial trial) {
        if (representation.codeSize() == 0) {
            return Map.of();
        }
        if (representation.codeSize() > mostValues()) {
            throw new ImpossibleException(
                    "code-too-large", "of codes of more than " + mostValues() + " numbers it is not computed");
        }
        Items train = trial.chosen(representation.codes(Split.TRAIN));
        return measure(train, representation.codes(Split.TEST), trial);
    }

    int mostValues() {
        return MOST_VALUES;
    }

    abstract Map<String, Double> measure(Items train, Items test, Trial trial);
}
