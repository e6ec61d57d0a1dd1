package io.latentry.model;

/**
 * Multinomial logistic regression, the linear probe of representations (Alain and Bengio 2016, "Understanding Intermediate
 * Layers Using Linear Classifier Probes"); implemented by the engine.
 */
public interface LogisticRegression {

    /**
     * Fits to labelled vectors, and classifies others.
     *
     * @param train {@code [n, size]} with labels; bytes count as images, divided by 255
     * @param test {@code [m, size]}, whose labels are not looked at
     * @param classes labels are from 0 to one less
     * @return {@code [m]}, the likeliest label of each
     */
    int[] classify(Items train, Items test, int classes);
}
