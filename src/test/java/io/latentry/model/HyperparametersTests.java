package io.latentry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HyperparametersTests {

    private static final DatasetFacts FACTS = new DatasetFacts(ItemShape.vector(4), ElementType.FLOAT32, 10, 2, -1, 1);
    private static final Hyperparameter<Integer> EPOCHS =
            Hyperparameter.of("epochs", Hyperparameter.integer(1, 100), 10, "How often.");
    private static final Hyperparameter<Double> RATE =
            Hyperparameter.of("rate", Hyperparameter.real(0, 1), 0.5, "How fast.");
    private static final Hyperparameter<List<Integer>> HIDDEN = new Hyperparameter<>(
            "hidden",
            Hyperparameter.integers(3, 1, 64),
            (facts, earlier) -> List.of(facts.shape().size() * earlier.get(EPOCHS)),
            "size times epochs",
            "How wide.");
    private static final Hyperparameter<String> KIND =
            Hyperparameter.of("kind", Hyperparameter.choice("a", "b"), "a", "Which.");
    private static final Hyperparameter<Boolean> FLAG =
            Hyperparameter.of("flag", Hyperparameter.flag(), false, "Whether.");
    private static final List<Hyperparameter<?>> DECLARED = List.of(EPOCHS, RATE, HIDDEN, KIND, FLAG);

    @Test
    void fillsInDefaultsThatDependOnTheDatasetAndOnEarlierValues() {
        Hyperparameters resolved = Hyperparameters.resolve(DECLARED, FACTS, Map.of("epochs", 3, "rate", 1));

        assertThat(resolved.asMap())
                .containsExactly(
                        Map.entry("epochs", 3),
                        Map.entry("rate", 1.0),
                        Map.entry("hidden", List.of(12)),
                        Map.entry("kind", "a"),
                        Map.entry("flag", false));
        assertThat(resolved.get(HIDDEN)).containsExactly(12);
    }

    @Test
    void namesEveryMistakeAtOnce() {
        Map<String, Object> given = new HashMap<>(Map.of("epochs", 0, "hiden", List.of(1)));
        given.put("kind", null);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Hyperparameters.resolve(DECLARED, FACTS, given))
                .satisfies(e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder(
                                "hyperparameters.epochs", "hyperparameters.hiden", "hyperparameters.kind"));
    }

    static List<Map.Entry<String, Object>> unacceptable() {
        return List.of(
                Map.entry("epochs", 1.5),
                Map.entry("epochs", 1e12),
                Map.entry("epochs", "3"),
                Map.entry("rate", Double.NaN),
                Map.entry("rate", 1.01),
                Map.entry("hidden", Arrays.asList(1, null)),
                Map.entry("hidden", List.of(1, 2, 3, 4)),
                Map.entry("hidden", 7),
                Map.entry("kind", "c"),
                Map.entry("flag", "true"));
    }

    @ParameterizedTest
    @MethodSource("unacceptable")
    void refusesValuesOutsideTheirDomain(Map.Entry<String, Object> given) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Hyperparameters.resolve(DECLARED, FACTS, Map.of(given.getKey(), given.getValue())))
                .satisfies(e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactly("hyperparameters." + given.getKey()));
    }

    @Test
    void restoresOnlyWhatIsWhole() {
        Map<String, Object> stored =
                new HashMap<>(Hyperparameters.resolve(DECLARED, FACTS, Map.of()).asMap());
        assertThat(Hyperparameters.restore(DECLARED, stored).asMap()).isEqualTo(stored);

        stored.remove("rate");
        stored.put("extra", 1);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Hyperparameters.restore(DECLARED, stored))
                .satisfies(e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder("hyperparameters.rate", "hyperparameters.extra"));
    }
}
