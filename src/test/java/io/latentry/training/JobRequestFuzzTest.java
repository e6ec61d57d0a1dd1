package io.latentry.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.latentry.engine.Methods;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.testing.Decoding;
import io.latentry.web.WebJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests to train, up to the plan of a network. */
class JobRequestFuzzTest {

    private static final long BYTES_PER_BYTE = 1_000;

    /** A network of many layers is a few thousand objects. */
    private static final long MOST_PLANNED = 16 << 20;

    private static final List<DatasetFacts> DATASETS = List.of(
            new DatasetFacts(ItemShape.image(1, 28, 28), ElementType.UINT8, 2000, 500, 0, 1, List.of("a", "b", "c")),
            new DatasetFacts(ItemShape.vector(13), ElementType.FLOAT32, 100, 20, -3, 7));

    static {
        WebJson.mapper();
    }

    private final MethodCatalog methods = new MethodCatalog(Methods.all());

    @FuzzTest
    void plan(byte[] body) {
        for (DatasetFacts dataset : DATASETS) {
            Decoding.check(
                    MOST_PLANNED + BYTES_PER_BYTE * body.length,
                    () -> WebJson.read(body, TrainingRequest.class).ifPresent(request -> check(dataset, request)));
        }
    }

    private void check(DatasetFacts dataset, TrainingRequest request) {
        ModelConfig config = methods.get(request.method())
                .plan(dataset, Optional.ofNullable(request.hyperparameters()).orElse(Map.of()));
        assertThat(config.shape()).isEqualTo(dataset.shape());
        assertThat(config.codeSize()).isPositive();
        assertThat(config.parameters()).isPositive();
    }
}
