package io.latentry.model;

/** Makes images fit; implemented by the engine. */
public interface ImageFitter {

    /**
     * Resizes an image, keeping its proportions, until it just covers a shape's height and width, and cuts out the middle.
     *
     * @param image {@code [1, channels, height, width]}, in [0, 1]
     * @param shape of an image with as many channels
     * @return {@code [1, shape…]}, in [0, 1]; bilinear, with antialiasing
     * @throws RetryLaterException if the engine has no room for the call
     */
    Tensor fit(Tensor image, ItemShape shape);
}
