package io.latentry.model;

/** Removes noise from items. */
public interface Denoiser {

    /**
     * Denoises.
     *
     * @param items {@code [batch, item…]}, noisy
     * @return {@code [batch, item…]}
     */
    Tensor denoise(Tensor items);

    /**
     * Adds noise, so that its removal can be shown.
     *
     * @param items {@code [batch, item…]}, clean
     * @param noise its kind and strength
     * @param seed of the draw
     * @return {@code [batch, item…]}
     */
    Tensor corrupt(Tensor items, Noise noise, long seed);
}
