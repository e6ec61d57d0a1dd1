package io.latentry.evaluation.protocol;

import io.latentry.core.error.ImpossibleException;
import io.latentry.model.Items;
import io.latentry.model.NearestNeighbours.Neighbours;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How well the nearest neighbours of a code tell its class (Cover and Hart 1967, "Nearest Neighbor Pattern Classification"). Of
 * training items at the same distance the one with the lower index is nearer; of classes with as many votes, that of the nearest
 * of their voters is taken.
 */
final class NeighbourVote extends Labelled {

    private static final int NEIGHBOURS = 5;
    private static final double MOST_PRODUCTS = 5e13;

    private static final Measure COSINE = Measure.accuracy("knnCosineAccuracy", "kNN (5, cosine), accuracy");
    private static final Measure EUCLIDEAN = Measure.accuracy("knnEuclideanAccuracy", "kNN (5, Euclidean), accuracy");

    @Override
    public String name() {
        return "knn";
    }

    @Override
    public String description() {
        return "Accuracy of the majority of the five nearest training codes, by cosine and by Euclidean distance. Of"
                + " codes at the same distance the one with the lower index is nearer; of classes with as many votes the"
                + " one with the nearest voter wins.";
    }

    @Override
    public List<Measure> measures(Terms terms) {
        return List.of(COSINE, EUCLIDEAN);
    }

    @Override
    Map<String, Double> measure(Items train, Items test, Trial trial) {
        requireFewProducts(train, test);
        int count = Math.min(NEIGHBOURS, train.count());
        Neighbours found = trial.engine().nearestNeighbours().find(train, test, count);
        int classes = trial.terms().facts().classes().size();
        return Map.of(
                COSINE.name(), accuracy(found.cosine(), train, test, classes),
                EUCLIDEAN.name(), accuracy(found.euclidean(), train, test, classes));
    }

    /** More take hours. */
    private static void requireFewProducts(Items train, Items test) {
        if ((double) train.count() * test.count() * train.shape().size() > MOST_PRODUCTS) {
            throw new ImpossibleException("too-many-items", "there are too many items; set trainItems");
        }
    }

    private static double accuracy(int[][] neighbours, Items train, Items test, int classes) {
        int[] told = Arrays.stream(neighbours)
                .mapToInt(nearest -> Votes.majority(nearest, train, classes))
                .toArray();
        return Votes.accuracy(told, test);
    }
}
