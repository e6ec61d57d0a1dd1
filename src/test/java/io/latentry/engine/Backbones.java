package io.latentry.engine;

import io.latentry.engine.family.Family;
import io.latentry.engine.layer.Parameter;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Classifiers on published networks, as tests need them. */
final class Backbones {

    private Backbones() {}

    static ModelConfig config(String architecture, ItemShape shape, int classes) {
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        DatasetFacts facts = new DatasetFacts(shape, ElementType.UINT8, 10, 0, 0, 1, names);
        return Family.of("classifier").plan(facts, Map.of("architecture", architecture));
    }

    /** What a file of weights holds. */
    static List<Parameter> arrays(ModelConfig config) {
        return Family.of("classifier").served(config).arrays();
    }
}
