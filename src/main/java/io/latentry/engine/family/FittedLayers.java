package io.latentry.engine.family;

import io.latentry.engine.layer.Parameter;
import io.latentry.model.LayerReader.NamedLayer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers of an encoder that is fitted.
 *
 * @param network whose layers they are
 * @param layers in the order of computation
 */
record FittedLayers(ServedDescription network, List<Step> layers) implements EncoderLayers {

    private static final String ACTIVATIONS = """
            def activations(self, x: Tensor, p: List[Tensor]) -> Tensor:
              x = self.prepare(x, p)
              return RESULT
            """;

    /**
     * A layer.
     *
     * @param layer with the shape of what it makes of one item
     * @param arrays that it has learned, by their names in the network
     * @param result what it makes of prepared items {@code x}, in the words of the network's program
     */
    record Step(NamedLayer layer, List<String> arrays, String result) {

        static Step of(String name, List<Integer> shape, List<String> arrays, String result) {
            return new Step(new NamedLayer(name, shape), arrays, result);
        }
    }

    @Override
    public List<NamedLayer> names() {
        return layers.stream().map(Step::layer).toList();
    }

    @Override
    public ServedDescription upTo(String layer) {
        String program = network.program() + "\n"
                + ACTIVATIONS.replace("RESULT", step(layer).result());
        return new ServedDescription(network.arrays(), program, false, network.mostItems());
    }

    @Override
    public Map<String, Parameter> arraysOf(String layer) {
        Map<String, Parameter> arrays = new LinkedHashMap<>();
        step(layer).arrays().forEach(name -> arrays.put(within(layer, name), array(name)));
        return arrays;
    }

    private static String within(String layer, String name) {
        return name.startsWith(layer + ".") ? name.substring(layer.length() + 1) : name;
    }

    private Parameter array(String name) {
        return network.arrays().stream()
                .filter(array -> array.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Step step(String layer) {
        return layers.stream()
                .filter(step -> step.layer().name().equals(layer))
                .findFirst()
                .orElseThrow();
    }
}
