package io.latentry.engine.layer;

import io.latentry.engine.layer.Layer.Kept;
import io.latentry.engine.layer.Node.Step;
import io.latentry.model.Precision;
import java.util.BitSet;
import java.util.List;

/**
 * What the results of a network's layers take of memory, in bytes for each item of a batch.
 *
 * @param kept results that are kept from the forward pass until the backward pass has used them
 * @param passing results at hand at one time without them: the largest that a layer takes and what it makes, of the layer
 *     where both are most
 */
public record Footprint(long kept, long passing) {

    /** That of a network without layers. */
    public static final Footprint NONE = new Footprint(0, 0);

    /**
     * The footprint of a graph.
     *
     * @param lastFrozen the number of the last node that is not trained, before which nothing is kept; 0 if all are
     * @param precision of the results
     */
    public static Footprint of(Graph graph, int lastFrozen, Precision precision) {
        List<Node> nodes = graph.nodes();
        BitSet marked = new BitSet();
        long further = 0;
        long passing = 0;
        for (int i = 1; i < nodes.size(); i++) {
            passing = Math.max(passing, atHand(nodes, i));
            if (i > lastFrozen && nodes.get(i) instanceof Step step) {
                mark(nodes, i, step.layer().kept(), marked);
                further += values(step) * step.layer().furtherBytesKept();
            }
        }
        int width = Arithmetic.bytes(precision);
        long kept = marked.stream().mapToLong(i -> values(nodes.get(i))).sum() * width;
        return new Footprint(kept + further, passing * width);
    }

    private static void mark(List<Node> nodes, int number, Kept kept, BitSet marked) {
        switch (kept) {
            case INPUT -> marked.set(memory(nodes, nodes.get(number).inputs().get(0)));
            case OUTPUT -> marked.set(memory(nodes, number));
            case NOTHING -> {}
        }
    }

    /** The node whose memory a node's result is in: another shape of the same values is no copy. */
    private static int memory(List<Node> nodes, int number) {
        return nodes.get(number) instanceof Step step && step.layer() instanceof Reshape
                ? memory(nodes, step.input())
                : number;
    }

    private static long atHand(List<Node> nodes, int number) {
        Node node = nodes.get(number);
        return values(node)
                + node.inputs().stream()
                        .mapToLong(input -> values(nodes.get(input)))
                        .max()
                        .orElse(0);
    }

    private static long values(Node node) {
        long values = 1;
        for (int side : node.shape()) {
            values = Math.multiplyExact(values, side);
        }
        return values;
    }
}
