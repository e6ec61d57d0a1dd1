package io.latentry.model;

/** The approximate posterior q(z|x) = N(μ, diag σ²) of a variational autoencoder, whose mean is the encoder's code. */
public interface Posterior {

    /**
     * The logarithm of the variance of every code.
     *
     * @param items {@code [batch, item…]}
     * @return {@code [batch, code]}
     */
    Tensor logVariance(Tensor items);

    /**
     * Draws a code for every item: z = μ + σ ⊙ ε.
     *
     * @param items {@code [batch, item…]}
     * @param seed of ε
     * @return {@code [batch, code]}
     */
    Tensor draw(Tensor items, long seed);
}
