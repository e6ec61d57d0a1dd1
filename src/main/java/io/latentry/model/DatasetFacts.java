package io.latentry.model;

import java.util.List;

/**
 * What a method must know of a dataset before it can be planned.
 *
 * @param shape of one item
 * @param elementType how values are stored
 * @param trainCount items in the training split
 * @param testCount items in the test split
 * @param minimum smallest value; of images after division by 255, so in [0, 1]
 * @param maximum largest value, likewise
 * @param classes names of the labels, by label; empty if items have none
 */
public record DatasetFacts(
        ItemShape shape,
        ElementType elementType,
        int trainCount,
        int testCount,
        double minimum,
        double maximum,
        List<String> classes) {

    public DatasetFacts {
        classes = List.copyOf(classes);
    }

    /** Facts of items without labels. */
    public DatasetFacts(
            ItemShape shape, ElementType elementType, int trainCount, int testCount, double minimum, double maximum) {
        this(shape, elementType, trainCount, testCount, minimum, maximum, List.of());
    }

    public boolean withinUnitInterval() {
        return minimum >= 0 && maximum <= 1;
    }
}
