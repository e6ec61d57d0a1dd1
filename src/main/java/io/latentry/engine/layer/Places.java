package io.latentry.engine.layer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a program finds its arrays.
 *
 * @param numbers in the list {@code p}, by the arrays' names
 */
record Places(Map<String, Integer> numbers) {

    /** The places of arrays in the order of the list. */
    static Places of(List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            numbers.put(names.get(i), i);
        }
        return new Places(numbers);
    }

    /** An expression for an array. */
    String array(Parameter parameter) {
        return "p[" + numbers.get(parameter.name()) + "]";
    }
}
