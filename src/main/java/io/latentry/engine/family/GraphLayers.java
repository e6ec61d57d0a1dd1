package io.latentry.engine.family;

import io.latentry.engine.layer.Graph;
import io.latentry.engine.layer.GraphMethod;
import io.latentry.engine.layer.Parameter;
import io.latentry.engine.layer.Value;
import io.latentry.model.LayerReader.NamedLayer;
import io.latentry.model.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The layers of an encoder that learns by gradients.
 *
 * @param network whose layers they are
 */
record GraphLayers(ClassifierNetwork network) implements EncoderLayers {

    @Override
    public List<NamedLayer> names() {
        return network.layers().graph().layers().entrySet().stream()
                .map(layer -> new NamedLayer(layer.getKey(), layer.getValue().shape()))
                .toList();
    }

    @Override
    public ServedDescription upTo(String layer) {
        Map<String, Value> values = network.layers().graph().layers();
        Value value = values.get(layer);
        List<Parameter> arrays = arrays(value);
        List<String> order = arrays.stream().map(Parameter::name).toList();
        String program = String.join(
                "\n",
                Preparation.source(network.shape(), network.preprocessing()),
                GraphMethod.SUPPORT,
                new GraphMethod(network.layers().graph(), value, value.node(), Precision.FLOAT32)
                        .source("layer", order),
                """
                def activations(self, x: Tensor, p: List[Tensor]) -> Tensor:
                  return torch.contiguous(self.layer(self.prepare(x, p), p, 0, False))
                """);
        return new ServedDescription(arrays, program, false, network.mostItems());
    }

    @Override
    public Map<String, Parameter> arraysOf(String layer) {
        Graph graph = network.layers().graph();
        String prefix = layer + ".";
        Map<String, Parameter> arrays = new LinkedHashMap<>();
        graph.parameters(0, graph.size()).stream()
                .filter(parameter -> parameter.name().startsWith(prefix))
                .filter(parameter -> parameter.name().indexOf('.', prefix.length()) < 0)
                .forEach(parameter -> arrays.put(parameter.name().substring(prefix.length()), parameter));
        return arrays;
    }

    /** What the layers up to a value take; at least one array, for no list of none can be passed to a program. */
    private List<Parameter> arrays(Value value) {
        Graph graph = network.layers().graph();
        int end = value.node() + 1;
        List<Parameter> needed = Stream.concat(graph.parameters(0, end).stream(), graph.statistics(0, end).stream())
                .toList();
        return needed.isEmpty() ? graph.parameters(0, graph.size()).subList(0, 1) : needed;
    }
}
