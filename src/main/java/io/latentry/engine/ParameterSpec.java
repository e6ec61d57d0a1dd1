package io.latentry.engine;

import java.util.List;

/**
 * A tensor that a network's program takes, as 32-bit floats.
 *
 * @param name as in PyTorch's state dictionaries, such as {@code encoder.0.weight}
 * @param shape empty for a scalar
 */
record ParameterSpec(String name, List<Long> shape) {

    ParameterSpec {
        shape = List.copyOf(shape);
    }
}
