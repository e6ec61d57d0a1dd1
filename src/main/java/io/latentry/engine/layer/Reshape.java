package io.latentry.engine.layer;

import java.util.List;

/**
 * {@code [batch, …] → [batch, shape…]}, of the same size; {@code nn.Flatten} or {@code nn.Unflatten} in PyTorch.
 *
 * @param shape of what comes out
 */
public record Reshape(List<Integer> shape) implements Layer {

    public Reshape {
        shape = List.copyOf(shape);
    }

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        if (size(input) != size(shape)) {
            throw new IllegalArgumentException("Not the size of " + shape + ": " + input);
        }
        return shape;
    }

    private static int size(List<Integer> dimensions) {
        return dimensions.stream().reduce(1, Math::multiplyExact);
    }

    @Override
    public String expression(String input, List<String> arrays, String training) {
        String sizes = String.join(", ", shape.stream().map(String::valueOf).toList());
        return "torch.reshape(%s, [-1, %s])".formatted(input, sizes);
    }
}
