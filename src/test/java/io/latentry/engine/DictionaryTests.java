package io.latentry.engine;

import io.latentry.model.ItemShape;
import java.util.List;
import java.util.Map;

class DictionaryTests extends MethodContract {

    @Override
    String method() {
        return "dictionary";
    }

    @Override
    Map<String, Object> basics() {
        return Map.of("atoms", 16, "iterations", 30);
    }

    @Override
    List<Refusal> refusals() {
        return List.of(
                new Refusal("atoms", ItemShape.vector(1 << 20), Map.of()),
                new Refusal("sparsity", ItemShape.vector(6), Map.of("sparsity", -1)),
                new Refusal("positive", ItemShape.vector(6), Map.of("positive", true)));
    }
}
