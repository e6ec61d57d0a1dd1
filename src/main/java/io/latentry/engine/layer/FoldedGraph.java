package io.latentry.engine.layer;

import io.latentry.engine.layer.Node.Step;
import io.latentry.model.Precision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A graph in evaluation, made fast: a batch norm that follows a convolution becomes part of its weights, any other a factor
 * and a summand per channel, four-dimensional weights lie channels-last, and what is used only once is overwritten.
 */
public final class FoldedGraph {

    private static final String FOLD_BEGIN = """
            def scale(self, weight: Tensor, variance: Tensor) -> Tensor:
              return weight.to(7) / torch.sqrt(variance.to(7) + EPSILON)

            def lay(self, w: Tensor) -> Tensor:
              if w.dim() == 4:
                w = torch.contiguous(w, memory_format=2)
              return w

            # The arrays as the methods below take them, of the arrays as files hold them.
            def fold(self, p: List[Tensor]) -> List[Tensor]:
              q: List[Tensor] = []
            """.replace("EPSILON", BatchNorm.EPSILON);

    private final Graph graph;
    private final List<Value> values;
    private final int last;
    private final Places places;
    private final String type;
    private final Set<Integer> foldedNorms = new HashSet<>();
    private final List<String> fold = new ArrayList<>();
    private final List<String> forward = new ArrayList<>();
    private final Map<Integer, String> variables = new HashMap<>();
    private int folded;

    private FoldedGraph(Graph graph, List<Value> values, List<String> order, String type) {
        this.graph = graph;
        this.values = values;
        this.last = values.stream().mapToInt(Value::node).max().orElseThrow();
        this.places = Places.of(order);
        this.type = type;
    }

    /**
     * The methods {@code fold(p) → q} and {@code name(x, q) → values}.
     *
     * @param values which the method returns, as float32
     * @param order the names of {@code p}, in their order
     * @param precision of the convolutions and products
     */
    public static String source(String name, Graph graph, List<Value> values, List<String> order, Precision precision) {
        return new FoldedGraph(graph, values, order, String.valueOf(Arithmetic.type(precision))).source(name);
    }

    private String source(String name) {
        List<Node> nodes = graph.nodes();
        boolean[] needed = GraphMethod.needed(nodes, last);
        variables.put(0, "x");
        for (int i = 1; i <= last; i++) {
            if (needed[i]) {
                add(nodes, i, needed);
            }
        }
        return FOLD_BEGIN
                + String.join("", fold)
                + "  return q\n\ndef %s(self, x: Tensor, q: List[Tensor]) -> List[Tensor]:\n".formatted(name)
                + "  x = x.to(" + type + ")\n"
                + String.join("", forward)
                + "  return " + results() + "\n";
    }

    private String results() {
        return values.stream()
                .map(value -> variables.get(value.node()) + ".to(6)")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private boolean isResult(int number) {
        return values.stream().anyMatch(value -> value.node() == number);
    }

    private void add(List<Node> nodes, int number, boolean[] needed) {
        Node node = nodes.get(number);
        if (foldedNorms.contains(number) || isDropout(node)) {
            variables.put(number, variables.get(node.inputs().get(0)));
            return;
        }
        variables.put(number, GraphMethod.variable(number));
        List<String> inputs = node.inputs().stream().map(variables::get).toList();
        forward.add("  " + variables.get(number) + " = " + expression(nodes, number, needed, inputs) + "\n");
    }

    private String expression(List<Node> nodes, int number, boolean[] needed, List<String> inputs) {
        Node node = nodes.get(number);
        boolean overwrites = isSpent(nodes, node.inputs().get(0), needed);
        if (node instanceof Node.Sum && overwrites) {
            return "torch.add_(%s, %s)".formatted(inputs.get(0), inputs.get(1));
        }
        if (!(node instanceof Step step)) {
            return Node.join(node, inputs);
        }
        if (step.layer() == Activation.RELU && overwrites) {
            return "torch.relu_(" + inputs.get(0) + ")";
        }
        return expression(nodes, step, number, needed, inputs.get(0));
    }

    /** Whether a node's result is memory of its own that only one other node reads. */
    private boolean isSpent(List<Node> nodes, int number, boolean[] needed) {
        Node node = nodes.get(number);
        boolean own = node instanceof Node.Sum
                || node instanceof Node.Concatenation
                || (node instanceof Step step && (step.layer() instanceof Conv2d || step.layer() instanceof BatchNorm));
        return own && !isResult(number) && users(nodes, number, needed) == 1;
    }

    private int users(List<Node> nodes, int number, boolean[] needed) {
        int users = 0;
        for (int i = number + 1; i <= last; i++) {
            users += needed[i] ? Collections.frequency(nodes.get(i).inputs(), number) : 0;
        }
        return users;
    }

    /** Which does nothing in evaluation. */
    private static boolean isDropout(Node node) {
        return node instanceof Step step && step.layer() instanceof Dropout;
    }

    private String expression(List<Node> nodes, Step step, int number, boolean[] needed, String input) {
        if (step.layer() instanceof BatchNorm) {
            String scale = scale(step);
            String factor = push("torch.reshape(%s, [1, -1, 1, 1])".formatted(scale));
            String summand = push("torch.reshape(%s, [1, -1, 1, 1])".formatted(shift(step, scale)));
            return "torch.addcmul(%s, %s, %s)".formatted(summand, input, factor);
        }
        if (step.layer() instanceof Conv2d convolution) {
            int norm = normAfter(nodes, number, needed);
            if (norm > 0) {
                return fold(step, convolution, (Step) nodes.get(norm), norm, input);
            }
        }
        List<String> arrays = Stream.concat(step.parameters().stream(), step.statistics().stream())
                .map(parameter -> push(array(parameter)))
                .toList();
        return step.layer().expression(input, arrays, "False");
    }

    /** The batch norm that alone uses a node's result; 0 if there is none. */
    private int normAfter(List<Node> nodes, int number, boolean[] needed) {
        int user = 0;
        for (int i = number + 1; i <= last; i++) {
            if (needed[i] && nodes.get(i).inputs().contains(number)) {
                if (user > 0) {
                    return 0;
                }
                user = i;
            }
        }
        boolean norm = nodes.get(user) instanceof Step step && step.layer() instanceof BatchNorm;
        return norm && !isResult(number) ? user : 0;
    }

    /** γ/√(σ²+ε) (Wx + b − μ) + β, as one convolution. */
    private String fold(Step step, Conv2d convolution, Step norm, int number, String input) {
        foldedNorms.add(number);
        String scale = scale(norm);
        List<Parameter> arrays = step.parameters();
        String weight = push(array(arrays.get(0)) + ".to(7) * torch.reshape(%s, [-1, 1, 1, 1])".formatted(scale));
        String shift = shift(norm, scale);
        String bias =
                push(convolution.bias() ? "%s + %s.to(7) * %s".formatted(shift, array(arrays.get(1)), scale) : shift);
        Conv2d biased = new Conv2d(
                convolution.in(),
                convolution.out(),
                convolution.kernel(),
                convolution.stride(),
                convolution.padding(),
                true,
                convolution.initial());
        return biased.expression(input, List.of(weight, bias), "False");
    }

    private String scale(Step norm) {
        return "self.scale(%s, %s)"
                .formatted(
                        array(norm.parameters().get(0)), array(norm.statistics().get(1)));
    }

    private String shift(Step norm, String scale) {
        return "%s.to(7) - %s.to(7) * %s"
                .formatted(
                        array(norm.parameters().get(1)), array(norm.statistics().get(0)), scale);
    }

    private String array(Parameter parameter) {
        return places.array(parameter);
    }

    /** An array that is computed once. */
    private String push(String expression) {
        fold.add("  q.append(self.lay((%s).to(%s)))\n".formatted(expression, type));
        return "q[" + folded++ + "]";
    }
}
