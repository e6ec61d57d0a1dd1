package io.latentry.evaluation.protocol;

import java.util.List;
import java.util.Map;

/** A way to say how good a representation is. What it fits, it fits on the training split; what it tells is of the test split. */
public interface Protocol {

    /** As requests write it, such as {@code linear-probe}. */
    String name();

    /** What it does, in one or two sentences for the API's reader. */
    String description();

    /** What it measures, in the order of the table's columns. */
    List<Measure> measures(Terms terms);

    /** Whether it can say anything of the data. */
    default boolean suits(Terms terms) {
        return true;
    }

    /** Whether it fits a classifier to the training items that the terms tell. */
    default boolean isFitted() {
        return false;
    }

    /** Whether its figures differ from seed to seed. */
    boolean isRandom(Terms terms);

    /**
     * Measures a representation.
     *
     * @return figures by the names of {@link #measures}; empty if the representation is not of the kind that it is about
     * @throws io.latentry.core.error.ImpossibleException if there is no figure, and why
     */
    Map<String, Double> measure(Representation representation, Trial trial);
}
