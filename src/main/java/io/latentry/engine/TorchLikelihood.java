package io.latentry.engine;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Likelihood;
import io.latentry.model.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The likelihood under a program with the methods {@code bound} and {@code estimate}. Every piece of a batch has a seed of
 * its own.
 *
 * @param checked returns items of the right shape and refuses others
 */
record TorchLikelihood(UnaryOperator<Tensor> checked, ServedProgram program) implements Likelihood {

    @Override
    public Tensor bound(Tensor items, long seed) {
        return program.run("bound", checked.apply(items), List.of(List.of(2)), 1, first ->
                        new long[] {Seeds.DRAWS.at(seed, first)})
                .get(0);
    }

    @Override
    public Tensor estimate(Tensor items, int draws, long seed) {
        if (draws < 1) {
            throw InvalidInputException.field("draws", "must be at least 1, not " + draws);
        }
        return program.run("estimate", checked.apply(items), List.of(List.of()), draws, first ->
                        new long[] {draws, Seeds.DRAWS.at(seed, first)})
                .get(0);
    }
}
