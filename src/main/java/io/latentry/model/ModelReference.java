package io.latentry.model;

import io.latentry.core.error.InvalidInputException;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Addresses one version of a model: {@code name} (the newest), {@code name@3}, or {@code name@alias}.
 *
 * @param name of the model
 * @param selector a version number, an alias, or empty for the newest
 */
public record ModelReference(String name, String selector) {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /**
     * Reads a reference.
     *
     * @throws InvalidInputException if it is none
     */
    public static ModelReference parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            return new ModelReference(Names.check("model", text), "");
        }
        return new ModelReference(
                Names.check("model", text.substring(0, at)), Names.check("model", text.substring(at + 1)));
    }

    /** The version number, if the selector is one; an alias never is. */
    public OptionalInt version() {
        return NUMBER.matcher(selector).matches() ? OptionalInt.of(Integer.parseInt(selector)) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return selector.isEmpty() ? name : name + "@" + selector;
    }
}
