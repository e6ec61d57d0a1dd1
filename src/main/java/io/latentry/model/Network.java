package io.latentry.model;

import java.util.Optional;

/** A network in memory. Safe for use by several threads; calls beyond the engine's capacity are refused, not queued. */
public interface Network extends AutoCloseable {

    /**
     * Returns the network in one of its roles.
     *
     * @param role {@link Encoder}, {@link Posterior}, {@link Decoder}, {@link Reconstructor}, {@link Denoiser}, {@link
     *     Sampler}, {@link Classifier}, {@link Likelihood} or {@link LayerReader}
     */
    <R> Optional<R> as(Class<R> role);

    /** What it takes in native memory, in bytes. */
    long bytes();

    /** Frees the memory; the network must not be in use. */
    @Override
    void close();
}
