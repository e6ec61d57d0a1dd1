package io.latentry.model;

import io.latentry.core.error.InvalidInputException;
import java.util.regex.Pattern;

/** The rule for names of datasets and models: they stand in paths of URLs, and must not be able to leave a folder. */
public final class Names {

    /** The rule as a regular expression, for API descriptions. */
    public static final String PATTERN = "[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?";

    private static final Pattern NAME = Pattern.compile(PATTERN);

    private Names() {}

    /**
     * Returns the name, if it is one.
     *
     * @throws InvalidInputException naming the field, if it is not
     */
    public static String check(String field, String name) {
        if (!NAME.matcher(name).matches()) {
            throw InvalidInputException.field(
                    field, "must be 1 to 63 of a-z, 0-9, '.', '_' and '-', with a letter or digit at both ends");
        }
        return name;
    }
}
