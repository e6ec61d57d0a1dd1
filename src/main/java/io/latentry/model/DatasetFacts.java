package io.latentry.model;

/**
 * What a method must know of a dataset before it can be planned.
 *
 * @param shape of one item
 * @param elementType how values are stored
 * @param trainCount items in the training split
 * @param testCount items in the test split
 * @param minimum smallest value; of images after division by 255, so in [0, 1]
 * @param maximum largest value, likewise
 */
public record DatasetFacts(
        ItemShape shape, ElementType elementType, int trainCount, int testCount, double minimum, double maximum) {

    public boolean withinUnitInterval() {
        return minimum >= 0 && maximum <= 1;
    }
}
