package io.latentry.engine.family;

import io.latentry.engine.layer.Parameter;
import java.util.List;

/**
 * How a network learns without gradients: in epochs over the items, each step of which changes arrays in place.
 *
 * <p>The source's methods, where {@code p} has the network's arrays and after them the {@link #working} ones:
 * <ul>
 *   <li>{@code begin(x, p, seed)}: before the first step, with {@link #examples} prepared items, fewer if there are not as many
 *   <li>{@code step(x, labels, p, epoch, seed)}: with a batch of prepared items; returns the network's losses, means over
 *       the batch
 *   <li>{@code finish(p, epoch, seed)}: after the last step of an epoch, which is counted from 1
 *   <li>{@code figures(p)}: {@code [figures]}, after the last epoch
 * </ul>
 *
 * @param working arrays that only learning needs, of float64, which begin as zeros
 * @param source the methods
 * @param figures their names
 * @param examples items that it begins with
 * @param epochs at most
 * @param batchSize items in a step
 * @param shuffled whether every epoch has an order of its own
 * @param validationFraction share of the items that the best epoch is chosen by; with 0 it is the last
 * @param patience epochs without a better one that end the run; 0 for any number
 * @param scratchBytes that a step or the end of an epoch takes beside the arrays and the batch, at most
 */
public record Fitting(
        List<Parameter> working,
        String source,
        List<String> figures,
        int examples,
        int epochs,
        int batchSize,
        boolean shuffled,
        double validationFraction,
        int patience,
        long scratchBytes) {

    public Fitting {
        working = List.copyOf(working);
        figures = List.copyOf(figures);
    }
}
