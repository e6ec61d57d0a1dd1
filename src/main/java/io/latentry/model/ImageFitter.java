package io.latentry.model;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.RetryLaterException;

/** Makes images fit; implemented by the engine. */
public interface ImageFitter {

    /**
     * Resizes an image until it covers a shape, and cuts the middle out, so that what the preprocessing cuts out of that is what
     * it would cut out of the image; colour becomes grey by its luma, grey is repeated.
     *
     * @param image {@code [1, 1 or 3, height, width]}, in [0, 1]
     * @param shape of an image, grey or in colour
     * @param preprocessing that follows; its interpolation is used
     * @return {@code [1, shape…]}, in [0, 1]
     * @throws ImpossibleException if the image is so much longer than wide that it would be too large
     * @throws RetryLaterException if the engine has no room for the call
     */
    Tensor fit(Tensor image, ItemShape shape, Preprocessing preprocessing);
}
