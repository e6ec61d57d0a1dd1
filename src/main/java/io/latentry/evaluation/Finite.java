package io.latentry.evaluation;

import io.latentry.core.error.ImpossibleException;
import java.util.Map;

/** JSON has no words for what is not a number. */
final class Finite {

    private Finite() {}

    /** The same figures. */
    static Map<String, Double> of(Map<String, Double> figures) {
        figures.forEach((name, figure) -> {
            if (!Double.isFinite(figure)) {
                throw new ImpossibleException("figure-not-finite", name + " is not finite");
            }
        });
        return figures;
    }
}
