package io.latentry.model;

import io.latentry.core.error.InvalidInputException;
import java.nio.file.Path;
import java.util.List;

/** Makes networks from files; implemented by the engine. */
public interface NetworkLoader {

    /**
     * Loads a network for use.
     *
     * @param weights safetensors files that together hold every array; where two hold the same, the later counts, and
     *     arrays that the network does not have are passed over
     * @param precision that is wished for
     */
    Network load(ModelConfig config, List<Path> weights, Precision precision);

    /** Loads a network that computes in float32. */
    default Network load(ModelConfig config, List<Path> weights) {
        return load(config, weights, Precision.FLOAT32);
    }

    /**
     * Writes one safetensors file of what several hold for a network.
     *
     * @param weights as {@link #load} takes them
     * @param target is replaced
     */
    void merge(ModelConfig config, List<Path> weights, Path target);

    /**
     * Checks that a file from outside is what the configuration says: method and hyper-parameters known, derived fields
     * right, every parameter there with its shape and type, none left over, all values finite.
     *
     * @throws InvalidInputException naming what is wrong
     */
    void verify(ModelConfig config, Path weights);
}
