package io.latentry.engine.layer;

import java.util.List;

/**
 * Any shape: every value less its mean, divided by its standard deviation, both of the training data.
 *
 * @param shape of the input
 */
public record Standardise(List<Integer> shape) implements Layer {

    public Standardise {
        shape = List.copyOf(shape);
    }

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        return input;
    }

    @Override
    public List<Parameter> statistics() {
        return List.of(new Parameter("mean", shape, Initial.ZEROS), new Parameter("std", shape, Initial.ONES));
    }

    @Override
    public String expression(String input, List<String> arrays, String training) {
        return "(%s - %s) / %s".formatted(input, arrays.get(0), arrays.get(1));
    }
}
