package io.latentry.engine.layer;

import java.util.List;
import java.util.stream.Collectors;

/** A step of a {@link Graph}: what it takes, by number, and what it makes of one item. */
sealed interface Node {

    /** In PyTorch's state dictionaries. */
    String name();

    /** Numbers of the nodes whose results it takes. */
    List<Integer> inputs();

    /** Of what it makes of one item. */
    List<Integer> shape();

    /** The network's input. */
    record Input(List<Integer> shape) implements Node {

        @Override
        public String name() {
            return "input";
        }

        @Override
        public List<Integer> inputs() {
            return List.of();
        }
    }

    /** A layer on one input. */
    record Step(String name, Layer layer, int input, List<Integer> shape) implements Node {

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        /** Its arrays, under the names they have in the network. */
        List<Parameter> parameters() {
            return within(layer.parameters());
        }

        List<Parameter> statistics() {
            return within(layer.statistics());
        }

        private List<Parameter> within(List<Parameter> parameters) {
            return parameters.stream().map(parameter -> parameter.within(name)).toList();
        }
    }

    /** The sum of two. */
    record Sum(String name, List<Integer> inputs, List<Integer> shape) implements Node {}

    /** The channels of several, one after the other. */
    record Concatenation(String name, List<Integer> inputs, List<Integer> shape) implements Node {}

    /** A TorchScript expression of a node that is no {@link Step}. */
    static String join(Node node, List<String> inputs) {
        if (node instanceof Sum) {
            return inputs.get(0) + " + " + inputs.get(1);
        }
        return inputs.stream().collect(Collectors.joining(", ", "torch.cat([", "], 1)"));
    }
}
