package io.latentry.model;

/** Turns codes into items. */
public interface Decoder {

    /**
     * Decodes.
     *
     * @param codes {@code [batch, code…]}
     * @return {@code [batch, item…]}: images in [0, 1], vectors in their own units
     */
    Tensor decode(Tensor codes);
}
