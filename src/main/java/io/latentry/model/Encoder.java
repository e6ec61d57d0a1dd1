package io.latentry.model;

import io.latentry.core.error.DeadlineException;
import io.latentry.core.error.RetryLaterException;

/** Turns items into codes. */
public interface Encoder {

    /**
     * Encodes.
     *
     * @param items {@code [batch, item…]}: images in [0, 1], vectors in their own units
     * @return {@code [batch, code…]}
     * @throws RetryLaterException if the engine has no room for the call
     * @throws DeadlineException if it took too long
     */
    Tensor encode(Tensor items);
}
