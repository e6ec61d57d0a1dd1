package io.latentry.dataset.ingest;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import io.latentry.dataset.TestSplit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the caller may say about the files.
 *
 * @param label the column of a CSV file that holds labels
 * @param classes names of the labels 0, 1, …
 * @param testFraction how many of the items become test items, if none are given
 * @param seed of their choice
 * @param size to which images are brought
 * @param channels to which images are brought: 1 or 3
 */
record IngestOptions(
        Optional<String> label,
        Optional<List<String>> classes,
        Optional<Double> testFraction,
        Optional<Long> seed,
        Optional<ImageSize> size,
        Optional<Integer> channels) {

    private static final double DEFAULT_FRACTION = 0.2;
    private static final long DEFAULT_SEED = 42;

    /** Options of a sample, whose labels have names. */
    static IngestOptions named(List<String> classes) {
        return new IngestOptions(
                Optional.empty(),
                Optional.of(classes).filter(names -> !names.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    TestSplit testSplit() {
        return new TestSplit(testFraction.orElse(DEFAULT_FRACTION), seed.orElse(DEFAULT_SEED));
    }

    /** How to choose test items; nothing if they are given, when options that would choose them are refused. */
    Optional<TestSplit> testSplit(boolean given) {
        if (given) {
            refuse("where test items are given", "testFraction", "seed");
            return Optional.empty();
        }
        return Optional.of(testSplit());
    }

    /** Refuses options that would have no effect. */
    void refuse(String where, String... names) {
        Map<String, Optional<?>> given = new TreeMap<>(Map.of(
                "label", label,
                "classes", classes,
                "testFraction", testFraction,
                "seed", seed,
                "size", size,
                "channels", channels));
        given.keySet().retainAll(Set.copyOf(Arrays.asList(names)));
        List<FieldError> errors = given.entrySet().stream()
                .filter(option -> option.getValue().isPresent())
                .map(option -> new FieldError(option.getKey(), "has no effect " + where))
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidInputException("invalid-input", "An option has no effect " + where, errors);
        }
    }
}
