package io.latentry.engine;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which items are trained on, in which order, and which ones validate; all by the seed. */
final class ItemOrder {

    private final long seed;
    private final boolean shuffled;
    private final int[] training;
    private final int[] validation;

    /**
     * The order of a run.
     *
     * @param shuffled whether every epoch has an order of its own; else all have that of the dataset
     */
    ItemOrder(long seed, int count, double validationFraction, boolean shuffled) {
        this.seed = seed;
        this.shuffled = shuffled;
        int[] all = IntStream.range(0, count).toArray();
        shuffle(all, Seeds.VALIDATION_SPLIT.generator(seed, 0));
        int validating = (int) Math.min(count - 1, Math.round(count * validationFraction));
        validation = Arrays.copyOf(all, validating);
        training = Arrays.copyOfRange(all, validating, count);
        Arrays.sort(validation);
        Arrays.sort(training);
    }

    int trainingCount() {
        return training.length;
    }

    int[] validation() {
        return validation;
    }

    /** The training items in the order of an epoch, counted from 1. */
    int[] epoch(int epoch) {
        return shuffled ? shuffled(epoch) : training;
    }

    /** The training items in an order of their own; that of 0 is no epoch's. */
    int[] shuffled(int epoch) {
        int[] order = training.clone();
        shuffle(order, Seeds.EPOCH_ORDER.generator(seed, epoch));
        return order;
    }

    /** Fisher and Yates' shuffle. */
    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
