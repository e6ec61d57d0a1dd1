package io.latentry.dataset;

import io.latentry.core.error.InvalidInputException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How test items are chosen where none are given: at random from each class in proportion to its size.
 *
 * @param fraction of the items, in (0, 1)
 * @param seed of the choice
 */
public record TestSplit(double fraction, long seed) {

    /**
     * Chooses the test items.
     *
     * @param labels of all items, equal ones in one class
     * @return the positions of those chosen
     * @throws InvalidInputException if either split would be empty
     */
    BitSet choose(int[] labels) {
        int total = (int) Math.round(fraction * labels.length);
        if (total < 1 || total >= labels.length) {
            throw InvalidInputException.field(
                    "testFraction",
                    "leaves no items for " + (total < 1 ? "testing" : "training") + ": there are " + labels.length);
        }
        int[] quotas = quotas(labels, total);
        BitSet chosen = new BitSet(labels.length);
        for (int item : shuffled(labels.length)) {
            if (quotas[labels[item]] > 0) {
                quotas[labels[item]]--;
                chosen.set(item);
            }
        }
        return chosen;
    }

    /** Each class's share, rounded by the largest remainder so that the total is met. */
    private int[] quotas(int[] labels, int total) {
        int[] sizes = new int[Arrays.stream(labels).max().orElseThrow() + 1];
        Arrays.stream(labels).forEach(label -> sizes[label]++);
        double share = (double) total / labels.length;
        int[] quotas = Arrays.stream(sizes).map(size -> (int) (size * share)).toArray();
        int missing = total - Arrays.stream(quotas).sum();
        Comparator<Integer> byRemainder = Comparator.comparingDouble(label -> quotas[label] - sizes[label] * share);
        IntStream.range(0, sizes.length)
                .boxed()
                .sorted(byRemainder)
                .limit(missing)
                .forEach(label -> quotas[label]++);
        return quotas;
    }

    private int[] shuffled(int count) {
        int[] order = IntStream.range(0, count).toArray();
        Random random = new Random(seed);
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
