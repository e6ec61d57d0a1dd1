package io.latentry.engine.layer;

import io.latentry.engine.layer.Node.Concatenation;
import io.latentry.engine.layer.Node.Input;
import io.latentry.engine.layer.Node.Step;
import io.latentry.engine.layer.Node.Sum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A network with branches, written down node by node. Every node has the name that its module has in PyTorch's state
 * dictionaries; a block's name means what its last node makes.
 */
public final class Graph {

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Value> layers = new LinkedHashMap<>();

    /** A graph without layers. */
    public Graph(List<Integer> inputShape) {
        nodes.add(new Input(List.copyOf(inputShape)));
    }

    /** What the network is given. */
    public Value input() {
        return new Value(0, nodes.get(0).shape());
    }

    /** Puts a layer behind a value. */
    public Value add(String name, Layer layer, Value from) {
        return add(new Step(name, layer, from.node(), layer.outputShape(from.shape())));
    }

    /** Adds two values of one shape. */
    public Value sum(String name, Value a, Value b) {
        if (!a.shape().equals(b.shape())) {
            throw new IllegalArgumentException("Cannot add " + a.shape() + " and " + b.shape());
        }
        return add(new Sum(name, List.of(a.node(), b.node()), a.shape()));
    }

    /** Joins the channels of values of one height and width. */
    public Value concatenate(String name, List<Value> values) {
        List<Integer> shape = new ArrayList<>(values.get(0).shape());
        shape.set(0, values.stream().mapToInt(Value::channels).sum());
        return add(new Concatenation(name, values.stream().map(Value::node).toList(), List.copyOf(shape)));
    }

    private Value add(Node node) {
        nodes.add(node);
        Value value = new Value(nodes.size() - 1, node.shape());
        return name(node.name(), value);
    }

    /** Gives a value, such as a block's last, a further name. */
    public Value name(String name, Value value) {
        if (layers.put(name, value) != null) {
            throw new IllegalArgumentException("There are two layers " + name);
        }
        return value;
    }

    /** What every layer and block makes, in the order of computation. */
    public Map<String, Value> layers() {
        return Collections.unmodifiableMap(layers);
    }

    /** What is learned by gradients by the nodes from one number, inclusive, to another, exclusive. */
    public List<Parameter> parameters(int from, int to) {
        return steps(from, to).flatMap(step -> step.parameters().stream()).toList();
    }

    /** What follows the data in training, without gradients, likewise. */
    public List<Parameter> statistics(int from, int to) {
        return steps(from, to).flatMap(step -> step.statistics().stream()).toList();
    }

    private Stream<Step> steps(int from, int to) {
        return nodes.subList(from, to).stream().filter(Step.class::isInstance).map(Step.class::cast);
    }

    /** The number of nodes, the input among them. */
    public int size() {
        return nodes.size();
    }

    /** The number of values that the largest node makes of one item. */
    public int largest() {
        return nodes.stream()
                .mapToInt(node -> node.shape().stream().reduce(1, Math::multiplyExact))
                .max()
                .orElseThrow();
    }

    List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }
}
