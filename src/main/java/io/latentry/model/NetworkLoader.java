package io.latentry.model;

import java.nio.file.Path;

/** Makes networks from files; implemented by the engine. */
public interface NetworkLoader {

    /**
     * Loads a network for use.
     *
     * @param weights a safetensors file that {@link #verify} has accepted for this configuration
     */
    Network load(ModelConfig config, Path weights);

    /**
     * Checks that a file from outside is what the configuration says: method and hyper-parameters known, derived fields
     * right, every parameter there with its shape and type, none left over, all values finite.
     *
     * @throws InvalidInputException naming what is wrong
     */
    void verify(ModelConfig config, Path weights);
}
