package io.latentry.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.model.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes of layers' results for an item, counted by hand. */
class FootprintTests {

    private final Graph graph = new Graph(List.of(10));

    /** The input and the result of the ReLU are kept, the first product is not; the second product is the largest. */
    @Test
    void ofLinearLayersHasWhatTheirGradientsNeed() {
        Value x = graph.add("a", new Linear(10, 20), graph.input());
        x = graph.add("relu", Activation.RELU, x);
        graph.add("b", new Linear(20, 30), x);

        assertThat(Footprint.of(graph, 0, Precision.FLOAT32)).isEqualTo(new Footprint(4 * (10 + 20), 4 * (20 + 30)));
        assertThat(Footprint.of(graph, 0, Precision.BFLOAT16)).isEqualTo(new Footprint(2 * (10 + 20), 2 * (20 + 30)));
    }

    /** A GELU's gradient needs what it was given, the next layer's what it made. */
    @Test
    void keepsBothSidesOfSomeActivations() {
        Value x = graph.add("a", new Linear(10, 20), graph.input());
        x = graph.add("gelu", Activation.GELU, x);
        graph.add("b", new Linear(20, 5), x);

        assertThat(Footprint.of(graph, 0, Precision.FLOAT32).kept()).isEqualTo(4 * (10 + 20 + 20));
    }

    @Test
    void keepsNothingOfFrozenLayers() {
        Value frozen = graph.add("a", new Linear(10, 20), graph.input());
        frozen = graph.add("relu", Activation.RELU, frozen);
        graph.add("b", new Linear(20, 5), frozen);

        assertThat(Footprint.of(graph, frozen.node(), Precision.FLOAT32)).isEqualTo(new Footprint(4 * 20, 4 * 40));
    }

    /** Another shape of a value is no second one. */
    @Test
    void countsAReshapedValueOnce() {
        Graph images = new Graph(List.of(1, 4, 4));
        Value x = images.add("conv", Conv2d.plain(1, 2, 2), images.input());
        x = images.add("relu", Activation.RELU, x);
        x = images.add("flatten", new Reshape(List.of(8)), x);
        images.add("linear", new Linear(8, 3), x);

        assertThat(Footprint.of(images, 0, Precision.FLOAT32).kept()).isEqualTo(4 * (16 + 8));
    }

    /** Where the greatest values were is an int64 each. */
    @Test
    void keepsThePlacesOfAPool() {
        Graph images = new Graph(List.of(2, 4, 4));
        images.add("pool", new MaxPool(2, 2, 0), images.input());

        assertThat(Footprint.of(images, 0, Precision.FLOAT32).kept()).isEqualTo(4 * 32 + 8 * 8);
    }

    /** What two layers are given is there once. */
    @Test
    void countsAnInputOfSeveralLayersOnce() {
        Value x = graph.add("a", new Linear(10, 20), graph.input());
        graph.add("mean", new Linear(20, 5), x);
        graph.add("log_variance", new Linear(20, 5), x);

        assertThat(Footprint.of(graph, 0, Precision.FLOAT32).kept()).isEqualTo(4 * (10 + 20));
    }
}
