package io.latentry.model;

/** Tells classes apart. */
public interface Classifier {

    /**
     * Classifies.
     *
     * @param items {@code [batch, item…]}: images in [0, 1], vectors in their own units
     * @return probabilities {@code [batch, classes]}, each row's sum 1
     */
    Tensor classify(Tensor items);
}
