package io.latentry.model;

/**
 * How likely a variational autoencoder holds items to be. Everything is in nats and under the likelihood that the network
 * was trained with: Bernoulli, or Gaussian with its σ.
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
