package io.latentry.evaluation.protocol;

import io.latentry.model.Items;

/** Compares labels with what they were taken for. */
final class Votes {

    private Votes() {}

    /**
     * The share of items that were told right.
     *
     * @param told a label for each of the items
     */
    static double accuracy(int[] told, Items items) {
        int right = 0;
        for (int i = 0; i < told.length; i++) {
            if (told[i] == items.label(i)) {
                right++;
            }
        }
        return (double) right / told.length;
    }

    /**
     * What most of an item's neighbours are; of classes with as many votes, the one whose first vote came first.
     *
     * @param neighbours positions among the voters, the nearest first
     */
    static int majority(int[] neighbours, Items voters, int classes) {
        int[] votes = new int[classes];
        for (int neighbour : neighbours) {
            votes[voters.label(neighbour)]++;
        }
        int best = voters.label(neighbours[0]);
        for (int neighbour : neighbours) {
            if (votes[voters.label(neighbour)] > votes[best]) {
                best = voters.label(neighbour);
            }
        }
        return best;
    }
}
