package io.latentry.engine.family;

import io.latentry.engine.layer.Footprint;
import io.latentry.engine.layer.Parameter;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network as the engine runs it: named arrays and a program that takes them as the list {@code p}, in the order
 * of {@link #arrays()}.
 *
 * <p>The program's methods, where items are {@code [batch, item…]} in the units of the API:
 * <ul>
 *   <li>{@code prepare(x, p)}: items → the units the network computes in; {@code restore(x, p)}: back
 *   <li>{@code encode(x, p)}: items → {@code [batch, code…]}
 *   <li>{@code decode(z, p)}: codes → items
 *   <li>{@code reconstruct(x, p)}: items → items, and {@code [batch]} mean squared errors in the network's units
 *   <li>{@code posterior(x, p)}, of a VAE: items → μ and log σ², each {@code [batch, code]}
 *   <li>{@code bound(x, seed, p)}, of a VAE: items → {@code [batch, 2]} terms of the negative evidence lower bound; {@code
 *       estimate(x, draws, seed, p)}: items → {@code [batch]} estimates of log p(x); both in the network's units
 *   <li>{@code losses(x, labels, p, seed, training)}: prepared items → the scalar {@link #losses}, means over the batch; the
 *       first is minimised
 *   <li>{@code augment(x, seed)}: items → items that could as well have been in the dataset, for training
 *   <li>{@code disturb(x, seed)}: prepared items → what the network is given of them in training
 * </ul>
 *
 * @param trained arrays that the optimizer changes
 * @param tracked arrays that training changes without gradients: running statistics of batch norms
 * @param statistics arrays of the training data: {@code input.mean} and {@code input.std}, or none
 * @param frozen arrays that are the parent's and stay so
 * @param program the source
 * @param losses their names
 * @param footprint of the layers' results in training
 */
public record NetworkDescription(
        List<Parameter> trained,
        List<Parameter> tracked,
        List<Parameter> statistics,
        List<Parameter> frozen,
        String program,
        List<String> losses,
        Footprint footprint) {

    /** The mean of every value of an item. */
    public static final String MEAN = "input.mean";

    /** The standard deviation of every value of an item; 1 where it does not vary. */
    public static final String STANDARD_DEVIATION = "input.std";

    public NetworkDescription {
        trained = List.copyOf(trained);
        tracked = List.copyOf(tracked);
        statistics = List.copyOf(statistics);
        frozen = List.copyOf(frozen);
        losses = List.copyOf(losses);
    }

    /** One without batch norms and parent. */
    NetworkDescription(
            List<Parameter> trained,
            List<Parameter> statistics,
            String program,
            List<String> losses,
            Footprint footprint) {
        this(trained, List.of(), statistics, List.of(), program, losses, footprint);
    }

    /** All arrays in the order in which the program takes them. */
    public List<Parameter> arrays() {
        return Stream.concat(own().stream(), frozen.stream()).toList();
    }

    /** Those that are not the parent's. */
    public List<Parameter> own() {
        return Stream.of(trained, tracked, statistics).flatMap(List::stream).toList();
    }

    /** Those that training changes. */
    public List<Parameter> changing() {
        return Stream.concat(trained.stream(), tracked.stream()).toList();
    }

    /** The number of values that gradients change. */
    public long size() {
        return trained.stream().mapToLong(Parameter::size).sum();
    }
}
