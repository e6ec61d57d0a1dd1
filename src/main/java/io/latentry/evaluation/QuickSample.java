package io.latentry.evaluation;

import io.latentry.dataset.StoredDataset;
import io.latentry.evaluation.protocol.Data;
import io.latentry.evaluation.protocol.Encoding;
import io.latentry.model.DatasetFacts;
import java.util.function.BooleanSupplier;

/**
 * The items that the figures on a card are measured on: all, unless to encode or compare them would take too long.
 *
 * @param facts of the whole dataset
 * @param trainItems that are encoded
 * @param testItems that are measured
 */
record QuickSample(DatasetFacts facts, int trainItems, int testItems) {

    static final long SEED = 1;

    /** Of all items that are read. */
    private static final int MOST_VALUES = 1 << 28;

    /** Wider vectors have no neighbours looked for. */
    private static final int MOST_WIDTH = 16_384;

    /** Encodes a few items to see how long all take. */
    static QuickSample of(Encoding encoding, StoredDataset dataset, BooleanSupplier stop) {
        DatasetFacts facts = dataset.facts();
        Data few = Data.drawn(dataset, 2, QuickCosts.LEAST_TEST, SEED, stop);
        double perItem = encoding.secondsPerItem(few);
        int width = Math.min(
                MOST_WIDTH, Math.max(facts.shape().size(), encoding.config().codeSize()));
        double most = Math.min(
                QuickCosts.SECONDS / perItem,
                (double) MOST_VALUES / facts.shape().size());
        int test = facts.classes().isEmpty() ? facts.testCount() : QuickCosts.test(facts.testCount(), width);
        int third = Math.max(2, MOST_VALUES / 3 / facts.shape().size());
        int leastTest = Math.min(QuickCosts.LEAST_TEST, third);
        int leastTrain = Math.min(QuickCosts.LEAST_TRAIN, third);
        double share = Math.min(1, most / ((double) facts.trainCount() + test));
        return new QuickSample(
                facts,
                QuickCosts.affordable(facts.trainCount(), share * facts.trainCount(), leastTrain),
                QuickCosts.affordable(test, share * test, leastTest));
    }

    Data data(StoredDataset dataset, BooleanSupplier stop) {
        return Data.drawn(dataset, trainItems, testItems, SEED, stop);
    }

    /** Such as {@code all 36 test items}, or {@code 1,000 of the 10,000 test items}. */
    String test() {
        return part(testItems, facts.testCount(), "test");
    }

    static String part(int some, int all, String split) {
        String whole = EvaluationText.grouped(all) + " " + split + " items";
        return some == all ? "all " + whole : EvaluationText.grouped(some) + " of the " + whole;
    }
}
