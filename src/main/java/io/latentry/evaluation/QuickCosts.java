package io.latentry.evaluation;

/**
 * How many items a figure on a card can be measured on within {@value #SECONDS} seconds, by estimates for one thread: the same
 * data give the same number on every machine. At least {@value #LEAST_TRAIN} training and {@value #LEAST_TEST} test items count.
 */
final class QuickCosts {

    static final int SECONDS = 30;

    static final int LEAST_TRAIN = 2_000;
    static final int LEAST_TEST = 1_000;

    /** Seconds for a multiplication and addition in float32, and for one in float64. */
    private static final double SINGLE = 4e-11;

    private static final double DOUBLE = 1e-10;

    /** Seconds to rank one pair of items by two distances. */
    private static final double PAIR = 1e-8;

    /** Seconds of the linear probe for a value of an item and a class, in all passes of its optimizer. */
    private static final double PROBE = 6e-8;

    /** Of the randomized solver: passes over the items, two products each. */
    private static final double RANDOMIZED_PASSES = 12;

    private QuickCosts() {}

    /** Test items, if neighbours of the widest vectors are looked for among the fewest training items. */
    static int test(int all, int width) {
        return affordable(all, SECONDS / (LEAST_TRAIN * pair(width)), LEAST_TEST);
    }

    /** Training items among which neighbours are looked for. */
    static int neighbours(int all, int testItems, int width) {
        return affordable(all, SECONDS / (testItems * pair(width)), LEAST_TRAIN);
    }

    private static double pair(int width) {
        return width * SINGLE + PAIR;
    }

    /** Training items of a linear probe. */
    static int probe(int all, int width, int classes) {
        return affordable(all, SECONDS / (PROBE * width * (classes + 4.0)), LEAST_TRAIN);
    }

    /** Training items of principal components. */
    static int principal(int all, int width, int components, boolean isExact) {
        double products = isExact ? (double) width * width : RANDOMIZED_PASSES * width * (components + 16.0);
        return affordable(all, SECONDS / (products * DOUBLE), LEAST_TRAIN);
    }

    /** Seconds of the best linear denoiser. */
    static double linearDenoiser(int pairs, int width) {
        double squared = (double) width * width;
        return (pairs + width) * squared * 2 * DOUBLE;
    }

    /** All items or, in round numbers, as many as there is time for. */
    static int affordable(int all, double items, int least) {
        if (items >= all) {
            return all;
        }
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, items))) - 1));
        return Math.min(all, Math.max(least, (int) (Math.floor(items / unit) * unit)));
    }
}
