package io.latentry.model;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value for each {@link Hyperparameter} that a method declares. */
public final class Hyperparameters {

    private final Map<String, Object> values;

    private Hyperparameters(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Checks the values that a request gives and fills in the others.
     *
     * @param declared what the method takes, in the order in which fallbacks are chosen
     * @param facts of the dataset at hand
     * @param given JSON values by name
     * @throws InvalidInputException naming every unknown name and every value outside its domain
     */
    public static Hyperparameters resolve(
            List<Hyperparameter<?>> declared, DatasetFacts facts, Map<String, ? extends @Nullable Object> given) {
        List<FieldError> errors = new ArrayList<>();
        List<String> names = declared.stream().map(Hyperparameter::name).toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                errors.add(
                        new FieldError("hyperparameters." + name, "is unknown; known are " + String.join(", ", names)));
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        Hyperparameters resolved = new Hyperparameters(Collections.unmodifiableMap(values));
        for (Hyperparameter<?> parameter : declared) {
            Object value = value(parameter, facts, resolved, given, errors);
            values.put(parameter.name(), value);
        }
        if (!errors.isEmpty()) {
            throw new InvalidInputException("invalid-hyperparameters", "The hyperparameters are not valid", errors);
        }
        return resolved;
    }

    private static <T> T value(
            Hyperparameter<T> parameter,
            DatasetFacts facts,
            Hyperparameters earlier,
            Map<String, ? extends @Nullable Object> given,
            List<FieldError> errors) {
        if (given.containsKey(parameter.name())) {
            Object json = given.get(parameter.name());
            Optional<T> value =
                    json == null ? Optional.empty() : parameter.domain().accept(json);
            if (value.isPresent()) {
                return value.get();
            }
            errors.add(new FieldError(
                    "hyperparameters." + parameter.name(),
                    "must be " + parameter.domain().text()));
        }
        return parameter.fallback().choose(facts, earlier);
    }

    /**
     * Reads back values that were resolved before, as a configuration holds them, whose hyper-parameters may have been fewer.
     *
     * @throws InvalidInputException if one is missing, unknown or outside its domain
     */
    public static Hyperparameters restore(List<Hyperparameter<?>> declared, Map<String, Object> stored) {
        List<FieldError> errors = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Hyperparameter<?> parameter : declared) {
            restore(parameter, stored)
                    .ifPresentOrElse(
                            present -> values.put(parameter.name(), present),
                            () -> errors.add(new FieldError(
                                    "hyperparameters." + parameter.name(),
                                    "must be " + parameter.domain().text())));
        }
        stored.keySet().stream()
                .filter(name -> declared.stream()
                        .noneMatch(parameter -> parameter.name().equals(name)))
                .forEach(name -> errors.add(new FieldError("hyperparameters." + name, "is unknown")));
        if (!errors.isEmpty()) {
            throw new InvalidInputException("invalid-config", "The configuration is not valid", errors);
        }
        return new Hyperparameters(Collections.unmodifiableMap(values));
    }

    private static <T> Optional<T> restore(Hyperparameter<T> parameter, Map<String, Object> stored) {
        Object json = stored.get(parameter.name());
        return json == null ? parameter.before() : parameter.domain().accept(json);
    }

    /** The value of one of the declared hyper-parameters. */
    public <T> T get(Hyperparameter<T> parameter) {
        Object value = values.get(parameter.name());
        if (value == null) {
            throw new IllegalArgumentException("Not declared: " + parameter.name());
        }
        return parameter.domain().accept(value).orElseThrow();
    }

    /** All values by name, in the order of declaration. */
    public Map<String, Object> asMap() {
        return values;
    }
}
