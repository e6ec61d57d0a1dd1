package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.model.ItemShape;
import io.latentry.model.TrainingResult;
import java.util.List;
import java.util.Map;

class SupervisedDictionaryTests extends MethodContract {

    @Override
    String method() {
        return "dictionary";
    }

    @Override
    Map<String, Object> basics() {
        return Map.of("supervised", true, "atoms", 16, "iterations", 30);
    }

    @Override
    void assertGood(TrainingResult result) {
        assertThat(result.metrics().get("test.accuracy")).isGreaterThan(0.55);
        assertThat(result.metrics().get("test.mse"))
                .isLessThan(1.05 * result.metrics().get("test.baselineMse"));
    }

    @Override
    List<Refusal> refusals() {
        return List.of(new Refusal("ridge", ItemShape.vector(6), Map.of("supervised", true, "ridge", 0)));
    }
}
