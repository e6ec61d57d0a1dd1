package io.latentry.model;

/** Makes new items. */
public interface Sampler {

    /**
     * Draws codes from the prior N(0, temperature² I) and decodes them to the decoder's mean.
     *
     * @param count of items
     * @param seed of the draw; equal seeds give equal items
     * @param temperature in [0, 10]; 1 is the prior itself
     * @return {@code [count, item…]}
     */
    Tensor sample(int count, long seed, double temperature);
}
