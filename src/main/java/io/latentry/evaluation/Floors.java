package io.latentry.evaluation;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.DatasetFacts;
import io.latentry.model.Method;
import io.latentry.model.ModelConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides what principal components models have to be better than. */
@Component
class Floors {

    private static final String METHOD = "pca";

    private final Method method;

    Floors(List<Method> methods) {
        this.method = methods.stream()
                .filter(each -> each.name().equals(METHOD))
                .findFirst()
                .orElseThrow();
    }

    /**
     * One for each size of code that principal components can have; to be larger than an item is to be no smaller than raw
     * values, which are compared with anyway.
     *
     * @param further settings, such as the solver
     */
    List<ModelConfig> of(List<Integer> codeSizes, DatasetFacts facts, Map<String, Object> further) {
        return codeSizes.stream()
                .distinct()
                .sorted()
                .filter(size -> size < facts.shape().size())
                .flatMap(size -> plan(size, facts, further).stream())
                .toList();
    }

    /** Empty for more components than there can be, or than the solver takes. */
    private Optional<ModelConfig> plan(int size, DatasetFacts facts, Map<String, Object> further) {
        Map<String, Object> settings = new HashMap<>(further);
        settings.put("latentSize", size);
        try {
            return Optional.of(method.plan(facts, settings));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }
}
