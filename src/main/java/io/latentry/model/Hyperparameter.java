package io.latentry.model;

import java.util.List;
import java.util.Optional;

/**
 * A setting that a method takes: its name, what values it accepts, and which one it has when a request leaves it out.
 *
 * @param name as requests write it, such as {@code latentSize}
 * @param domain the values it accepts
 * @param fallback its value when none is given; it may depend on the dataset and on settings declared before this one
 * @param fallbackText the fallback as the documentation tells it, such as {@code 20} or {@code 400 (mlp)}
 * @param description what it does, one sentence
 * @param before what configurations have that are older than the setting; empty if none are
 * @param <T> the type of its values
 */
public record Hyperparameter<T>(
        String name,
        Domain<T> domain,
        Fallback<T> fallback,
        String fallbackText,
        String description,
        Optional<T> before) {

    /** One that every configuration of its method has. */
    public Hyperparameter(
            String name, Domain<T> domain, Fallback<T> fallback, String fallbackText, String description) {
        this(name, domain, fallback, fallbackText, description, Optional.empty());
    }

    /** The same, with what configurations have that are older. */
    public Hyperparameter<T> before(T value) {
        return new Hyperparameter<>(name, domain, fallback, fallbackText, description, Optional.of(value));
    }

    /** Chooses a value where the request gives none. */
    @FunctionalInterface
    public interface Fallback<T> {

        /**
         * Returns the value.
         *
         * @param facts of the dataset at hand
         * @param earlier the settings declared before this one, with their values
         */
        T choose(DatasetFacts facts, Hyperparameters earlier);
    }

    /**
     * The values that a hyper-parameter accepts.
     *
     * @param <T> their type: Integer, Double, Boolean, String or List of Integer
     */
    public interface Domain<T> {

        /** The value that a JSON value (String, Number, Boolean, List) stands for, or empty if it stands for none. */
        Optional<T> accept(Object json);

        /** The values in words, such as {@code an integer from 1 to 4096}. */
        String text();
    }

    /** One with a constant fallback. */
    public static <T> Hyperparameter<T> of(String name, Domain<T> domain, T fallback, String description) {
        return new Hyperparameter<>(name, domain, (facts, earlier) -> fallback, fallback.toString(), description);
    }

    /** Whole numbers within bounds, both inclusive. */
    public static Domain<Integer> integer(int minimum, int maximum) {
        return new Domain<>() {
            @Override
            public Optional<Integer> accept(Object json) {
                return json instanceof Number number
                                && number.doubleValue() == number.intValue()
                                && number.intValue() >= minimum
                                && number.intValue() <= maximum
                        ? Optional.of(number.intValue())
                        : Optional.empty();
            }

            @Override
            public String text() {
                return "an integer from " + minimum + " to " + maximum;
            }
        };
    }

    /** Numbers within bounds, both inclusive. */
    public static Domain<Double> real(double minimum, double maximum) {
        return new Domain<>() {
            @Override
            public Optional<Double> accept(Object json) {
                return json instanceof Number number
                                && number.doubleValue() >= minimum
                                && number.doubleValue() <= maximum
                        ? Optional.of(number.doubleValue())
                        : Optional.empty();
            }

            @Override
            public String text() {
                return "a number from " + minimum + " to " + maximum;
            }
        };
    }

    /** One of several words. */
    public static Domain<String> choice(String... words) {
        List<String> choices = List.of(words);
        return new Domain<>() {
            @Override
            public Optional<String> accept(Object json) {
                return json instanceof String word && choices.contains(word) ? Optional.of(word) : Optional.empty();
            }

            @Override
            public String text() {
                return "one of " + String.join(", ", choices);
            }
        };
    }

    /** True or false. */
    public static Domain<Boolean> flag() {
        return new Domain<>() {
            @Override
            public Optional<Boolean> accept(Object json) {
                return json instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
            }

            @Override
            public String text() {
                return "true or false";
            }
        };
    }

    /** Lists of 0 to {@code longest} whole numbers, each within bounds, both inclusive. */
    public static Domain<List<Integer>> integers(int longest, int minimum, int maximum) {
        Domain<Integer> element = integer(minimum, maximum);
        return new Domain<>() {
            @Override
            public Optional<List<Integer>> accept(Object json) {
                if (!(json instanceof List<?> list) || list.size() > longest) {
                    return Optional.empty();
                }
                List<Integer> values = list.stream()
                        .flatMap(value -> element.accept(value).stream())
                        .toList();
                return values.size() == list.size() ? Optional.of(values) : Optional.empty();
            }

            @Override
            public String text() {
                return "a list of at most " + longest + " entries, each " + element.text();
            }
        };
    }
}
