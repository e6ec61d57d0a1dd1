package io.latentry.model;

/** Encodes items and decodes them again. */
public interface Reconstructor {

    /**
     * Reconstructs.
     *
     * @param items {@code [batch, item…]}
     */
    Reconstruction reconstruct(Tensor items);

    /**
     * What came back.
     *
     * @param items {@code [batch, item…]}, in the units of the input
     * @param errors {@code [batch]}: mean squared error per value, of images in [0, 1], of vectors after standardisation;
     *     an anomaly score
     */
    record Reconstruction(Tensor items, Tensor errors) {}
}
