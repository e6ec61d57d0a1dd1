package io.latentry.engine;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The nearest neighbours as one would first write it down. */
final class BruteForce {

    private BruteForce() {}

    static int[][] euclidean(MemoryItems base, MemoryItems queries, int count) {
        return nearest(base, queries, count, (q, b) -> {
            double sum = 0;
            for (int i = 0; i < q.length; i++) {
                sum += Math.pow(q[i] - b[i], 2);
            }
            return sum;
        });
    }

    static int[][] cosine(MemoryItems base, MemoryItems queries, int count) {
        return nearest(base, queries, count, (q, b) -> {
            double lengths = Math.sqrt(product(q, q) * product(b, b));
            return lengths == 0 ? 1 : 1 - product(q, b) / lengths;
        });
    }

    private interface Distance {
        double between(double[] a, double[] b);
    }

    private static double product(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static int[][] nearest(MemoryItems base, MemoryItems queries, int count, Distance distance) {
        return IntStream.range(0, queries.count())
                .mapToObj(query -> nearest(base, row(queries, query), count, distance))
                .toArray(int[][]::new);
    }

    private static int[] nearest(MemoryItems base, double[] query, int count, Distance distance) {
        double[] distances = IntStream.range(0, base.count())
                .mapToDouble(i -> distance.between(query, row(base, i)))
                .toArray();
        return IntStream.range(0, base.count())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> distances[i]).thenComparingInt(i -> i))
                .limit(count)
                .mapToInt(i -> i)
                .toArray();
    }

    private static double[] row(MemoryItems items, int index) {
        int size = items.shape().size();
        return IntStream.range(0, size)
                .mapToDouble(i -> items.values()[index * size + i])
                .toArray();
    }
}
