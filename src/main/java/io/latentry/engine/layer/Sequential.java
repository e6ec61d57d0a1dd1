package io.latentry.engine.layer;

import io.latentry.model.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Layers one after the other. Parameters are named as in {@code torch.nn.Sequential}: {@code encoder.0.weight}, where the
 * number counts all layers; those of a {@link #single} layer go without a number, {@code mean.weight}.
 *
 * @param name of the part, and of its method in the program
 * @param inputShape of one item
 * @param layers in order
 * @param numbered whether parameters' names tell their layer
 * @param precision of the products; what comes out is float32
 */
public record Sequential(
        String name, List<Integer> inputShape, List<Layer> layers, boolean numbered, Precision precision) {

    public Sequential {
        inputShape = List.copyOf(inputShape);
        layers = List.copyOf(layers);
    }

    /** Layers, numbered from 0. */
    public static Sequential of(String name, List<Integer> inputShape, List<Layer> layers, Precision precision) {
        return new Sequential(name, inputShape, layers, true, precision);
    }

    /** One layer in float32, as an attribute of its own. */
    public static Sequential single(String name, List<Integer> inputShape, Layer layer) {
        return new Sequential(name, inputShape, List.of(layer), false, Precision.FLOAT32);
    }

    /** The shape of what comes out. */
    public List<Integer> outputShape() {
        List<Integer> shape = inputShape;
        for (Layer layer : layers) {
            shape = layer.outputShape(shape);
        }
        return shape;
    }

    /** The parameters of all layers. */
    public List<Parameter> parameters() {
        return IntStream.range(0, layers.size())
                .boxed()
                .flatMap(i -> layers.get(i).parameters().stream().map(parameter -> parameter.within(prefix(i))))
                .toList();
    }

    /** Writes the layers down behind a value of the input's shape, and returns what comes out. */
    public Value addTo(Graph graph, Value from) {
        Value value = from;
        for (int i = 0; i < layers.size(); i++) {
            value = graph.add(prefix(i), layers.get(i), value);
        }
        return value;
    }

    private String prefix(int layer) {
        return numbered ? name + "." + layer : name;
    }

    /**
     * The method {@code name(x: [batch, input…], p) → [batch, output…]}.
     *
     * @param order the names of the program's parameters {@code p}, in their order
     */
    public String method(List<String> order) {
        Places places = Places.of(order);
        List<String> lines = new ArrayList<>();
        lines.add("def %s(self, x: Tensor, p: List[Tensor]) -> Tensor:".formatted(name));
        for (int i = 0; i < layers.size(); i++) {
            String prefix = prefix(i);
            List<String> arguments = layers.get(i).parameters().stream()
                    .map(parameter -> places.array(parameter.within(prefix)))
                    .toList();
            lines.add("  x = " + Arithmetic.expression(precision, layers.get(i), "x", arguments, "False"));
        }
        lines.add("  return " + Arithmetic.result(precision, "x"));
        return String.join("\n", lines) + "\n";
    }
}
