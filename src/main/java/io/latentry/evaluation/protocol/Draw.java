package io.latentry.evaluation.protocol;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws some of many. */
final class Draw {

    private Draw() {}

    /**
     * Positions, none twice, in their order.
     *
     * @param all from which are drawn
     * @param count at most so many
     */
    static int[] of(int all, int count, long seed) {
        int[] order = IntStream.range(0, all).toArray();
        if (count >= all) {
            return order;
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, all);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return IntStream.of(order).limit(count).sorted().toArray();
    }
}
