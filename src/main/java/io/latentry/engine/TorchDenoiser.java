package io.latentry.engine;

import io.latentry.model.Denoiser;
import io.latentry.model.Noise;
import io.latentry.model.NoiseMaker;
import io.latentry.model.Tensor;
import java.util.function.UnaryOperator;

/** A network that takes noise away, and the noise to show it with. */
record TorchDenoiser(UnaryOperator<Tensor> network, NoiseMaker noise) implements Denoiser {

    @Override
    public Tensor denoise(Tensor items) {
        return network.apply(items);
    }

    @Override
    public Tensor corrupt(Tensor items, Noise kind, long seed) {
        return noise.corrupt(items, kind, seed);
    }
}
