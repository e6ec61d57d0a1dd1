package io.latentry.evaluation;

import io.latentry.model.DatasetFacts;
import io.latentry.model.Method;
import io.latentry.model.ModelConfig;
import java.util.List;
import java.util.Map;
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
     */
    List<ModelConfig> of(List<Integer> codeSizes, DatasetFacts facts) {
        int most = Math.min(facts.trainCount(), facts.shape().size() - 1);
        return codeSizes.stream()
                .distinct()
                .filter(size -> size <= most)
                .sorted()
                .map(size -> method.plan(facts, Map.of("latentSize", size)))
                .toList();
    }
}
