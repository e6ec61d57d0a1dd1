package io.latentry.model;

/** Makes images fit; implemented by the engine. */
public interface ImageFitter {

    /**
     * Cuts out the largest middle that has a shape's proportions, and resizes it to the shape; colour becomes grey by its luma,
     * grey is repeated.
     *
     * @param image {@code [1, 1 or 3, height, width]}, in [0, 1]
     * @param shape of an image, grey or in colour
     * @return {@code [1, shape…]}, in [0, 1]; bilinear, with antialiasing
     * @throws RetryLaterException if the engine has no room for the call
     */
    Tensor fit(Tensor image, ItemShape shape);
}
