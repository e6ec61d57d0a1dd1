package io.latentry.model;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Takes in networks that were trained elsewhere; implemented by the engine. */
public interface WeightsImporter {

    /**
     * What is told of a network beside its weights.
     *
     * @param architecture one of {@link #architectures()}
     * @param classes their names, by label; empty to name them by their labels
     * @param preprocessing of images before the network; its channels are those that the weights say
     */
    record Description(String architecture, List<String> classes, Preprocessing preprocessing) {

        public Description {
            classes = List.copyOf(classes);
        }
    }

    /** The names of the architectures that weights can be imported of. */
    Set<String> architectures();

    /**
     * Converts weights.
     *
     * @param source a safetensors file in the layout of torchvision, timm or Hugging Face, of float32, float16 or bfloat16
     * @param target the safetensors file to write, in this product's layout
     * @return the network's configuration; it has no head, and only encodes, if the file has none
     * @throws InvalidInputException naming what is missing, surplus, or of the wrong type or shape
     */
    ModelConfig convert(Description description, Path source, Path target);

    /**
     * Writes what a file of {@code torch.jit.save}, or of {@code torch.save} with a state dict, holds as a safetensors file.
     *
     * @param maxSize of its values together, in bytes
     * @throws InvalidInputException naming what cannot be read
     * @throws TooLargeException if it holds more
     */
    void unpack(Path torchFile, Path target, long maxSize);
}
