package io.latentry.engine.layer;

import java.util.List;

/**
 * A named array that is learned. It begins as PyTorch's layers do, uniform in ±1/√fan-in (He et al. 2015, with a = √5), or
 * as zeros.
 *
 * @param name as in PyTorch's state dictionaries, such as {@code encoder.0.weight}
 * @param shape of the array
 * @param fanIn inputs of one output; 0 for zeros
 */
public record Parameter(String name, List<Integer> shape, int fanIn) {

    public Parameter {
        shape = List.copyOf(shape);
    }

    /** The same under a longer name. */
    Parameter within(String prefix) {
        return new Parameter(prefix + "." + name, shape, fanIn);
    }

    /** The number of values. */
    public long size() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
