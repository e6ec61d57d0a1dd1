package io.latentry.fault;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who writes what, in words that are the same in every life.
 *
 * @param role {@code server} or {@code worker}
 * @param operation what is done
 * @param kind the file's path in the home folder, with stars for ids and numbers
 */
record Writer(String role, Operation operation, String kind) {

    /** Anyone; for faults that are not about one writer. */
    static final Writer ANY = new Writer("any", Operation.WRITE, "any");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32,}|[0-9]+");

    static Writer of(String role, Operation operation, Path relative) {
        String path = relative.toString().replace('\\', '/');
        return new Writer(role, operation, ID.matcher(path).replaceAll("*"));
    }

    static Writer parse(String text) {
        String[] parts = text.split(" ", 3);
        return new Writer(parts[0], Operation.valueOf(parts[1].toUpperCase(Locale.ROOT)), parts[2]);
    }

    @Override
    public String toString() {
        return role + " " + operation.label() + " " + kind;
    }
}
