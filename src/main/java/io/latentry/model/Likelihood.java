package io.latentry.model;

/**
 * How likely a variational autoencoder holds items to be. Everything is in nats and under the likelihood that the network
 * was trained with: Bernoulli, or Gaussian with its σ.
 *
 * <p>A Gaussian's density is that of an item in the units of training: images in [0, 1], vectors standardised, every
 * column less its mean and divided by its standard deviation sᵢ. In the dataset's own units log p(x) is Σᵢ log sᵢ less. A
 * Bernoulli's is that of values in [0, 1], vectors' too, which may lie between its two outcomes.
 */
public interface Likelihood {

    /**
     * The two terms of the negative evidence lower bound, from one draw of z ~ q(z|x) for each item: −log p(x|z), and
     * KL(q(z|x) ‖ p(z)) in closed form (Kingma and Welling 2014, "Auto-Encoding Variational Bayes", equation 10).
     *
     * @param items {@code [batch, item…]}
     * @param seed of the draws
     * @return {@code [batch, 2]}
     */
    Tensor bound(Tensor items, long seed);

    /**
     * The importance-weighted estimate of log p(x): log 1/k Σᵢ p(x|zᵢ) p(zᵢ) / q(zᵢ|x) with z₁…z_k ~ q(z|x) (Burda, Grosse
     * and Salakhutdinov 2016, "Importance Weighted Autoencoders", equation 8).
     *
     * @param items {@code [batch, item…]}
     * @param draws k, at least 1
     * @param seed of the draws
     * @return {@code [batch]}
     */
    Tensor estimate(Tensor items, int draws, long seed);
}
