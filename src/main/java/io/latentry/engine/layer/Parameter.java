package io.latentry.engine.layer;

import java.util.List;

/**
 * A named array of a network.
 *
 * @param name as in PyTorch's state dictionaries, such as {@code encoder.0.weight}
 * @param shape of the array
 * @param initial what it begins as
 */
public record Parameter(String name, List<Integer> shape, Initial initial) {

    public Parameter {
        shape = List.copyOf(shape);
    }

    /** One that begins as zeros. */
    public static Parameter zeros(String name, Integer... shape) {
        return new Parameter(name, List.of(shape), Initial.ZEROS);
    }

    /** The same under a longer name. */
    Parameter within(String prefix) {
        return new Parameter(prefix + "." + name, shape, initial);
    }

    /** The number of values. */
    public long size() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
