package io.latentry.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricOrderTest {

    @Test
    void numbersAreOrderedByTheirValues() {
        List<String> sorted = List.of(
                "run.seconds",
                "train.explainedVariance",
                "train.explainedVariance.1",
                "train.explainedVariance.2",
                "train.explainedVariance.10",
                "train.explainedVariance.1a",
                "train.loss");
        List<String> mixed = new ArrayList<>(sorted);
        Collections.reverse(mixed);
        mixed.sort(new MetricOrder());

        assertThat(mixed).isEqualTo(sorted);
    }
}
