package io.latentry.engine.family;

import io.latentry.engine.layer.Parameter;
import java.util.List;

/**
 * A network as it is served.
 *
 * @param arrays in the order in which the program takes them
 * @param program the source, with the methods {@code encode} and, as the capabilities are, those that {@link
 *     NetworkDescription} tells, or {@code classify(x, p)}: items → probabilities
 * @param folds whether the program's method {@code fold(p)} makes of the arrays those that its other methods take
 * @param mostItems that are computed at once
 */
public record ServedDescription(List<Parameter> arrays, String program, boolean folds, int mostItems) {

    public ServedDescription {
        arrays = List.copyOf(arrays);
    }
}
