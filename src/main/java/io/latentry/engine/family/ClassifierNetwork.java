package io.latentry.engine.family;

import io.latentry.engine.layer.FoldedGraph;
import io.latentry.engine.layer.Footprint;
import io.latentry.engine.layer.Graph;
import io.latentry.engine.layer.GraphMethod;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ItemShape;
import io.latentry.model.Precision;
import io.latentry.model.Preprocessing;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The programs of a classifier.
 *
 * @param layers of the network
 * @param settings of the training
 * @param shape of items
 * @param preprocessing that makes the network's input of them
 */
record ClassifierNetwork(
        ClassifierGraph layers,
        Hyperparameters settings,
        ItemShape shape,
        @Nullable Preprocessing preprocessing) {

    /** Of the largest result of a layer for all items that are computed at once; 32 MiB, for more falls out of the caches. */
    private static final int MOST_VALUES = 1 << 23;

    private static final int MOST_ITEMS = 256;

    private static final List<String> LOSSES = List.of("loss", "accuracy");

    /** A batch norm has no variance to learn from in a batch of one. */
    private static final String MATHS = """
            # −Σₖ tₖ log softmax(s)ₖ with tₖ = (1 − ε) [k = label] + ε/K
            def losses(self, x: Tensor, labels: Tensor, p: List[Tensor], seed: int, training: bool) -> List[Tensor]:
              s = self.scores(x, p, seed, training and x.size(0) > 1)
              if training:
                loss = torch.cross_entropy_loss(s, labels, None, 1, -100, SMOOTHING)
              else:
                loss = torch.cross_entropy_loss(s, labels, None, 1, -100, 0.0)
              return [loss, torch.mean((torch.argmax(s, 1) == labels).to(6))]
            """;

    private static final String SERVING = """
            def encode(self, x: Tensor, q: List[Tensor]) -> Tensor:
              return self.run(self.prepare(x, q), q)[0]

            def classify(self, x: Tensor, q: List[Tensor]) -> Tensor:
              return torch.softmax(self.run(self.prepare(x, q), q)[1], 1)
            """;

    /**
     * The network in training.
     *
     * @param lastFrozen the number of the last node that is not trained; 0 if all are
     * @param precision of its products
     */
    NetworkDescription training(int lastFrozen, Precision precision) {
        Graph graph = layers.graph();
        int from = lastFrozen + 1;
        List<Parameter> trained = graph.parameters(from, graph.size()).stream()
                .sorted(Comparator.comparing(Parameter::name))
                .toList();
        List<Parameter> tracked = graph.statistics(from, graph.size()).stream()
                .filter(parameter -> !isOfData(parameter))
                .toList();
        List<Parameter> ofData = graph.statistics(0, graph.size()).stream()
                .filter(ClassifierNetwork::isOfData)
                .toList();
        List<Parameter> frozen = Stream.concat(graph.parameters(0, from).stream(), graph.statistics(0, from).stream())
                .filter(parameter -> !isOfData(parameter))
                .toList();
        List<String> order = Stream.of(trained, tracked, ofData, frozen)
                .flatMap(List::stream)
                .map(Parameter::name)
                .toList();
        String program = String.join(
                "\n",
                Preparation.source(shape, preprocessing),
                Augmentation.source(shape, settings),
                GraphMethod.SUPPORT,
                new GraphMethod(graph, layers.scores(), lastFrozen, precision).source("scores", order),
                MATHS.replace(
                        "SMOOTHING",
                        settings.get(ClassifierSettings.LABEL_SMOOTHING).toString()));
        Footprint footprint = Footprint.of(graph, lastFrozen, precision);
        return new NetworkDescription(trained, tracked, ofData, frozen, program, LOSSES, footprint);
    }

    private static boolean isOfData(Parameter parameter) {
        return parameter.name().equals(NetworkDescription.MEAN)
                || parameter.name().equals(NetworkDescription.STANDARD_DEVIATION);
    }

    /** The network in use. */
    ServedDescription served(Precision precision) {
        Graph graph = layers.graph();
        List<Parameter> arrays = arrays();
        List<String> order = arrays.stream().map(Parameter::name).toList();
        String program = String.join(
                "\n",
                Preparation.source(shape, preprocessing),
                FoldedGraph.source("run", graph, List.of(layers.features(), layers.scores()), order, precision),
                SERVING);
        return new ServedDescription(arrays, program, true, mostItems());
    }

    private int largest() {
        int item = preprocessing == null ? shape.size() : Preparation.largest(shape, preprocessing);
        return Math.max(item, layers.graph().largest());
    }

    /** As many as a layer's results leave room for. */
    int mostItems() {
        return Math.max(1, Math.min(MOST_ITEMS, MOST_VALUES / largest()));
    }

    private List<Parameter> arrays() {
        Graph graph = layers.graph();
        return Stream.concat(graph.parameters(0, graph.size()).stream(), graph.statistics(0, graph.size()).stream())
                .toList();
    }
}
