package io.latentry.engine.layer;

import java.util.List;

/**
 * {@code [batch, in] → [batch, out]}: y = xWᵀ + b.
 *
 * @param in width of the input
 * @param out width of the output
 */
public record Linear(int in, int out) implements Layer {

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        if (!input.equals(List.of(in))) {
            throw new IllegalArgumentException("Not [" + in + "]: " + input);
        }
        return List.of(out);
    }

    @Override
    public List<Parameter> parameters() {
        Initial initial = Initial.uniform(in);
        return List.of(
                new Parameter("weight", List.of(out, in), initial), new Parameter("bias", List.of(out), initial));
    }

    @Override
    public Kept kept() {
        return Kept.INPUT;
    }

    @Override
    public String expression(String input, List<String> arrays, String training) {
        return "torch.linear(%s, %s, %s)".formatted(input, arrays.get(0), arrays.get(1));
    }
}
