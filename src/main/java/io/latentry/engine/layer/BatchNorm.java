package io.latentry.engine.layer;

import java.util.List;

/**
 * {@code [batch, channels, height, width] → } the same (Ioffe and Szegedy 2015): y = γ (x − μ)/√(σ² + ε) + β per channel,
 * with the batch's μ and σ² in training, whose running means (momentum 0.1) count in evaluation.
 *
 * @param channels of the input
 */
public record BatchNorm(int channels) implements Layer {

    static final String EPSILON = "1e-05";

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        return Layer.requireChannels(input, channels);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("weight", List.of(channels), Initial.ONES),
                new Parameter("bias", List.of(channels), Initial.ZEROS));
    }

    @Override
    public List<Parameter> statistics() {
        return List.of(
                new Parameter("running_mean", List.of(channels), Initial.ZEROS),
                new Parameter("running_var", List.of(channels), Initial.ONES));
    }

    @Override
    public Kept kept() {
        return Kept.INPUT;
    }

    @Override
    public String expression(String input, List<String> arrays, String training) {
        return "torch.batch_norm(%s, %s, %s, 0.1, %s, False)"
                .formatted(input, String.join(", ", arrays), training, EPSILON);
    }
}
