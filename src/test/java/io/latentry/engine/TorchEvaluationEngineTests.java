package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.model.ElementType;
import io.latentry.model.EvaluationEngine;
import io.latentry.model.ItemShape;
import io.latentry.model.LeastSquares.Fit;
import io.latentry.model.Tensor;
import org.junit.jupiter.api.Test;

class TorchEvaluationEngineTests {

    private static final ItemShape SHAPE = ItemShape.image(1, 4, 4);

    @Test
    void offersAllThatEvaluationsComputeWith() {
        MemoryItems items = MemoryItems.waves(SHAPE, ElementType.UINT8, 60, 1);
        Tensor tensor = items.tensor(60);
        try (EvaluationEngine engine = new TorchEvaluationEngine(1)) {
            assertThat(engine.nearestNeighbours().find(items, items, 1).euclidean()[7])
                    .containsExactly(7);
            assertThat(engine.logisticRegression().classify(items, items, 2)).hasSize(60);
            try (Fit fit = engine.leastSquares().begin(16, 16)) {
                fit.add(tensor, tensor);
                fit.solve();
                assertThat(fit.predict(tensor).shape()).containsExactly(60, 16);
            }
            assertThat(engine.imageFitter()).isNotNull();
            assertThat(engine.networks()).isNotNull();
            assertThat(engine.training()).isNotNull();
        }
    }
}
