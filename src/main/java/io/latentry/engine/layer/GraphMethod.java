package io.latentry.engine.layer;

import io.latentry.engine.layer.Node.Step;
import io.latentry.model.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A graph as a method of a program, {@code name(x, p, seed, training) → value}, whose batch norms and dropouts do in
 * training what they do there. Layers up to the last frozen one are never in training.
 *
 * @param graph of the network
 * @param value to compute
 * @param lastFrozen the number of the last node that is not trained; 0 if all are
 * @param precision of the products; what comes out is float32
 */
public record GraphMethod(Graph graph, Value value, int lastFrozen, Precision precision) {

    /** What the method calls. */
    public static final String SUPPORT = Dropout.METHOD;

    /** Only the nodes that the value needs. */
    static boolean[] needed(List<Node> nodes, int last) {
        boolean[] needed = new boolean[nodes.size()];
        needed[last] = true;
        for (int i = last; i > 0; i--) {
            if (needed[i]) {
                nodes.get(i).inputs().forEach(input -> needed[input] = true);
            }
        }
        return needed;
    }

    /**
     * The method's source.
     *
     * @param name of the method
     * @param order the names of the program's parameters {@code p}, in their order
     */
    public String source(String name, List<String> order) {
        List<Node> nodes = graph.nodes();
        boolean[] needed = needed(nodes, value.node());
        Places places = Places.of(order);
        List<String> lines = new ArrayList<>();
        lines.add("def %s(self, x: Tensor, p: List[Tensor], seed: int, training: bool) -> Tensor:".formatted(name));
        for (int i = 1; i <= value.node(); i++) {
            if (needed[i]) {
                lines.add("  " + variable(i) + " = " + expression(nodes.get(i), i, places));
            }
        }
        lines.add("  return " + Arithmetic.result(precision, variable(value.node())));
        return String.join("\n", lines) + "\n";
    }

    static String variable(int node) {
        return node == 0 ? "x" : "v" + node;
    }

    private String expression(Node node, int number, Places places) {
        List<String> inputs = node.inputs().stream().map(GraphMethod::variable).toList();
        if (!(node instanceof Step step)) {
            return Node.join(node, inputs);
        }
        List<String> arrays = Stream.concat(step.parameters().stream(), step.statistics().stream())
                .map(places::array)
                .toList();
        String training = number <= lastFrozen ? "False" : "training";
        return Arithmetic.expression(precision, step.layer(), inputs.get(0), arrays, training);
    }
}
