package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.Transfer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The arrays that a network takes over from its parent.
 *
 * @param files of the parent, as {@link WeightsFile#load} takes them
 * @param inherited which arrays, by name, begin as the parent's
 */
record InheritedWeights(List<Path> files, Predicate<String> inherited) {

    /** All of a parent's but the head; none without a parent. */
    static InheritedWeights of(@Nullable Transfer transfer, Predicate<String> isHead) {
        return transfer == null ? none() : new InheritedWeights(transfer.weights(), isHead.negate());
    }

    static InheritedWeights none() {
        return new InheritedWeights(List.of(), name -> false);
    }

    /** An array, copied into native memory. */
    Optional<NDArray> read(Parameter parameter, NDManager manager) {
        return inherited.test(parameter.name())
                ? Optional.of(
                        WeightsFile.load(files, List.of(parameter), manager).head())
                : Optional.empty();
    }
}
