package io.latentry.engine.layer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A function of each value, any shape. */
public enum Activation implements Layer {
    RELU("torch.relu(%s)"),
    LEAKY_RELU("torch.leaky_relu(%s, 0.01)"),
    ELU("torch.elu(%s)"),
    GELU("torch.gelu(%s)"),
    SILU("torch.silu(%s)"),
    TANH("torch.tanh(%s)"),
    SIGMOID("torch.sigmoid(%s)");

    private final String template;

    Activation(String template) {
        this.template = template;
    }

    /** As hyper-parameters write it, such as {@code leaky-relu}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of that label. */
    public static Activation of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** All labels. */
    public static String[] labels() {
        return Stream.of(values()).map(Activation::label).toArray(String[]::new);
    }

    @Override
    public List<Integer> outputShape(List<Integer> input) {
        return input;
    }

    /** The gradients of some are computed of their results. */
    @Override
    public Kept kept() {
        return switch (this) {
            case RELU, TANH, SIGMOID -> Kept.OUTPUT;
            case LEAKY_RELU, ELU, GELU, SILU -> Kept.INPUT;
        };
    }

    @Override
    public String expression(String input, List<String> arrays, String training) {
        return template.formatted(input);
    }
}
