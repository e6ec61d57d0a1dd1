package io.latentry.engine.family;

import io.latentry.engine.layer.Footprint;
import io.latentry.engine.layer.Graph;
import io.latentry.engine.layer.Parameter;
import io.latentry.engine.layer.Sequential;
import io.latentry.engine.layer.Value;
import io.latentry.model.ItemShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** Puts a network's program together from its parts and the maths of its method. */
final class Assembly {

    /** Every method has a {@code code} and a {@code decoder}; this is what serving makes of them. */
    private static final String SERVING = """
            def encode(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return self.code(self.prepare(x, p), p)

            def decode(self, z: Tensor, p: List[Tensor]) -> Tensor:
              return self.restore(self.activate(self.decoder(z, p)), p)

            def reconstruct(self, x: Tensor, p: List[Tensor]) -> Tuple[Tensor, Tensor]:
              t = self.prepare(x, p)
              y = self.activate(self.decoder(self.code(t, p), p))
              return (self.restore(y, p), torch.mean(torch.flatten((y - t) * (y - t), 1), [1]))
            """;

    /** These methods see every item as it is. */
    private static final String AUGMENTATION = """
            def augment(self, x: Tensor, seed: int) -> Tensor:
              return x
            """;

    private Assembly() {}

    /**
     * Assembles a network.
     *
     * @param parts with the names that the maths calls them by
     * @param maths the methods {@code code}, {@code losses} and {@code disturb}
     * @param losses names of what {@code losses} returns
     */
    static NetworkDescription of(
            Units units, ItemShape shape, List<Sequential> parts, String maths, List<String> losses) {
        return of(units, shape, parts, List.of(), maths, losses);
    }

    /** The same with parameters of no part. */
    static NetworkDescription of(
            Units units,
            ItemShape shape,
            List<Sequential> parts,
            List<Parameter> further,
            String maths,
            List<String> losses) {
        List<Parameter> trained = new ArrayList<>(further);
        parts.forEach(part -> trained.addAll(part.parameters()));
        trained.sort(Comparator.comparing(Parameter::name));
        List<String> order = trained.stream().map(Parameter::name).toList();
        List<String> sources = new ArrayList<>();
        sources.add(units.source(trained.size()));
        parts.forEach(part -> sources.add(part.method(order)));
        sources.add(placed(maths, trained));
        sources.add(AUGMENTATION);
        sources.add(SERVING);
        return new NetworkDescription(
                trained, units.statistics(shape), String.join("\n", sources), losses, footprint(shape, parts));
    }

    /** Each part is given what the last one before it made of its shape. */
    private static Footprint footprint(ItemShape shape, List<Sequential> parts) {
        if (parts.isEmpty()) {
            return Footprint.NONE;
        }
        Graph graph = new Graph(shape.dimensions());
        Deque<Value> made = new ArrayDeque<>(List.of(graph.input()));
        for (Sequential part : parts) {
            Value from = made.stream()
                    .filter(value -> value.shape().equals(part.inputShape()))
                    .findFirst()
                    .orElseThrow();
            made.push(part.addTo(graph, from));
        }
        return Footprint.of(graph, 0, parts.get(0).precision());
    }

    /**
     * A network that is fitted. What it makes of codes may leave [0, 1]; {@code SHAPE} in the maths is the shape of an item.
     */
    static NetworkDescription fitted(ItemShape shape, List<Parameter> arrays, String maths, List<String> losses) {
        String dimensions = shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining(", "));
        Units units = shape.isImage() ? Units.UNCHANGED : Units.STANDARDISED;
        return of(units, shape, List.of(), arrays, maths.replace("SHAPE", dimensions), losses);
    }

    /** Maths whose arrays, written as {@code <name>}, are found among those that the program takes. */
    private static String placed(String maths, List<Parameter> arrays) {
        for (int i = 0; i < arrays.size(); i++) {
            maths = maths.replace("<" + arrays.get(i).name() + ">", "p[" + i + "]");
        }
        return maths;
    }

    /** The maths of {@link Fitting}, whose program takes the working arrays after the network's. */
    static String fitting(NetworkDescription network, List<Parameter> working, String maths) {
        List<Parameter> arrays = new ArrayList<>(network.arrays());
        arrays.addAll(working);
        return placed(maths, arrays);
    }
}
