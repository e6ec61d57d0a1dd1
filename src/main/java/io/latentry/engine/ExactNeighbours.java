package io.latentry.engine;

import io.latentry.model.ElementType;
import io.latentry.model.Items;
import io.latentry.model.NearestNeighbours.Neighbours;
import java.util.Comparator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** Chooses neighbours among candidates by their distances in float64. */
final class ExactNeighbours {

    /** Rounding leaves less than this of the distance between parallel vectors. */
    private static final double PARALLEL = 1e-24;

    private final RowReader base;
    private final RowReader queries;
    private final int count;

    /** A candidate's position and values, and how far it is. */
    private record Candidate(int position, double distance) {}

    ExactNeighbours(Items base, Items queries, int count) {
        boolean bytes = base.elementType() == ElementType.UINT8 || queries.elementType() == ElementType.UINT8;
        this.base = new RowReader(base, bytes);
        this.queries = new RowReader(queries, bytes);
        this.count = count;
    }

    /**
     * Chooses the neighbours of a block of queries.
     *
     * @param first query of the block
     * @param positions {@code [2, block, candidates]}: those near by length, then those near by angle
     * @param found receives them
     */
    void choose(int first, long[] positions, int candidates, Neighbours found) {
        int block = positions.length / 2 / candidates;
        for (int i = 0; i < block; i++) {
            double[] query = queries.read(new int[] {first + i})[0];
            int[] byLength = slice(positions, i * candidates, candidates);
            int[] byAngle = slice(positions, (block + i) * candidates, candidates);
            found.euclidean()[first + i] = nearest(query, byLength, ExactNeighbours::squaredDistance);
            found.cosine()[first + i] = nearest(query, byAngle, ExactNeighbours::angle);
        }
    }

    private static int[] slice(long[] positions, int from, int length) {
        return IntStream.range(from, from + length)
                .map(i -> Math.toIntExact(positions[i]))
                .toArray();
    }

    private int[] nearest(double[] query, int[] candidates, ToDoubleBiFunction<double[], double[]> distance) {
        double[][] rows = base.read(candidates);
        return IntStream.range(0, candidates.length)
                .mapToObj(i -> new Candidate(candidates[i], distance.applyAsDouble(query, rows[i])))
                .sorted(Comparator.comparingDouble(Candidate::distance).thenComparingInt(Candidate::position))
                .limit(count)
                .mapToInt(Candidate::position)
                .toArray();
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    /**
     * Half the squared distance of two directions, which is one minus the cosine; 1 if there is no direction. In float32, in
     * which angles are equal that rounding has made different in float64.
     */
    private static double angle(double[] a, double[] b) {
        double lengthOfA = length(a);
        double lengthOfB = length(b);
        if (lengthOfA == 0 || lengthOfB == 0) {
            return 1;
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] / lengthOfA - b[i] / lengthOfB;
            sum += difference * difference;
        }
        return sum < PARALLEL ? 0 : (float) (sum / 2);
    }

    private static double length(double[] a) {
        double sum = 0;
        for (double value : a) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
