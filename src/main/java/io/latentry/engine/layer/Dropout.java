package io.latentry.engine.layer;

import java.util.List;

/**
 * Any shape (Srivastava et al. 2014): in training, every value is 0 with a probability, and the others are divided by what
 * is left of 1. Draws from the step's seed.
 *
 * @param rate the probability
 * @param position among the network's dropouts, so that no two draw alike
 */
public record Dropout(double rate, int position) implements Layer {

    /** The program's method that expressions call. */
    static final String METHOD = """
            def dropout(self, x: Tensor, rate: float, seed: int, training: bool) -> Tensor:
              if training:
                g = torch.Generator(device=torch.device("cpu"), seed=seed)
                kept = torch.rand(x.size(), generator=g) >= rate
                y = x * kept / (1 - rate)
              else:
                y = x
              return y
            """;

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        return input;
    }

    /** Which values are kept, a byte each. */
    @Override
    public int furtherBytesKept() {
        return 1;
    }

    @Override
    public String expression(String input, List<String> arrays, String training) {
        return "self.dropout(%s, %s, seed + %d, %s)".formatted(input, rate, position, training);
    }
}
