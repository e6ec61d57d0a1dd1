package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.model.ItemShape;
import io.latentry.model.TrainingResult;
import java.util.List;
import java.util.Map;

class PrincipalComponentsTests extends MethodContract {

    @Override
    String method() {
        return "pca";
    }

    /** The randomized solver, whose start is drawn; the exact one gives the same bits for all seeds. */
    @Override
    Map<String, Object> basics() {
        return Map.of("latentSize", 4, "solver", "randomized", "powerIterations", 0);
    }

    /** Several batches a pass. */
    @Override
    int items() {
        return 1_600;
    }

    @Override
    void assertLearned(TrainingResult result) {
        assertThat(result.history()).hasSize(3);
        double first = result.history().get(0).train().get("loss");
        double last = result.history().get(2).train().get("loss");
        assertThat(last).isLessThan(0.5 * first);
        assertThat(result.metrics().get("train.explainedVariance")).isBetween(0.03, 1.0);
    }

    @Override
    List<Refusal> refusals() {
        return List.of(
                new Refusal("latentSize", ItemShape.vector(6), Map.of("latentSize", 7)),
                new Refusal("latentSize", ItemShape.vector(1 << 24), Map.of("latentSize", 32)),
                new Refusal("solver", ItemShape.vector(5_000), Map.of("solver", "exact")));
    }
}
