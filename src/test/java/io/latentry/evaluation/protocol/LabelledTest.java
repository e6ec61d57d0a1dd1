package io.latentry.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.ImpossibleException;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ElementType;
import io.latentry.model.ItemShape;
import io.latentry.model.Items;
import io.latentry.model.NearestNeighbours.Neighbours;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledTest {

    private final LabelledRow train = new LabelledRow(0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0);
    private final LabelledRow test = new LabelledRow(1, 0, 1);

    @Test
    void aProbeLearnsFromTrainingItemsAndIsJudgedByTestItems() {
        FakeEngine engine = new FakeEngine(
                (learned, judged, classes) -> {
                    assertThat(learned.count()).isEqualTo(12);
                    assertThat(judged.count()).isEqualTo(3);
                    assertThat(classes).isEqualTo(2);
                    return new int[] {1, 1, 1};
                },
                (base, queries, count) -> new Neighbours(new int[0][], new int[0][]));

        assertThat(new LinearProbe().measure(train, test, trial(engine, 12, 1)))
                .isEqualTo(Map.of("probeAccuracy", 2 / 3.0));
    }

    @Test
    void neighboursVoteByBothDistances() {
        FakeEngine engine = new FakeEngine((learned, judged, classes) -> new int[0], (base, queries, count) -> {
            assertThat(base.count()).isEqualTo(12);
            assertThat(queries.count()).isEqualTo(3);
            assertThat(count).isEqualTo(5);
            return new Neighbours(
                    new int[][] {{1, 2, 4, 0, 3}, {0, 3, 1, 5, 2}, {7, 9, 10, 0, 3}},
                    new int[][] {{0, 3, 5, 1, 2}, {0, 3, 1, 5, 2}, {0, 3, 5, 1, 2}});
        });

        assertThat(new NeighbourVote().measure(train, test, trial(engine, 12, 1)))
                .isEqualTo(Map.of("knnEuclideanAccuracy", 1.0, "knnCosineAccuracy", 1 / 3.0));
    }

    @Test
    void theQuadraticProbeFitsNumbersAndTheirProducts() {
        FakeEngine engine = new FakeEngine((learned, judged, classes) -> new int[0], (base, queries, count) -> null);

        Map<String, Double> figures = new QuadraticProbe().measure(train, test, trial(engine, 12, 1));

        assertThat(figures).isEqualTo(Map.of("quadraticAccuracy", 2 / 3.0));
        assertThat(engine.inputs).hasSize(12);
        assertThat(engine.inputs.get(3)).containsExactly(3, 9);
        assertThat(engine.outputs.get(3)).containsExactly(1, 0);
        assertThat(engine.outputs.get(4)).containsExactly(0, 1);
    }

    @Test
    void theQuadraticProbeRefusesFewerItemsThanItCanLearnFrom() {
        FakeEngine engine = new FakeEngine((learned, judged, classes) -> new int[0], (base, queries, count) -> null);
        Items few = new SomeItems(train, new int[] {0, 1, 2});

        assertThatExceptionOfType(ImpossibleException.class)
                .isThrownBy(() -> new QuadraticProbe().measure(few, test, trial(engine, 12, 1)))
                .withMessageContaining("need 8 training items");
    }

    @Test
    void aDrawTakesFromEverywhere() {
        int[] drawn = Draw.of(10_000, 500, 7);

        assertThat(drawn).doesNotHaveDuplicates().isSorted().hasSize(500);
        assertThat(IntStream.of(drawn).average().orElseThrow()).isBetween(4_500.0, 5_500.0);
        assertThat(Draw.of(3, 5, 7)).containsExactly(0, 1, 2);
    }

    private static Trial trial(FakeEngine engine, int trainItems, long seed) {
        DatasetFacts facts =
                new DatasetFacts(ItemShape.vector(1), ElementType.FLOAT32, 12, 3, 0, 11, List.of("even", "odd"));
        return new Trial(new Terms(facts, trainItems, List.of()), null, engine, seed);
    }
}
