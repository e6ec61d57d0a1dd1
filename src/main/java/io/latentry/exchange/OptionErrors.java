package io.latentry.exchange;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.LatentryException;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with an option in the words of the API. */
final class OptionErrors {

    private OptionErrors() {}

    static LatentryException translate(JacksonException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof LatentryException own) {
                return own;
            }
        }
        return InvalidInputException.field(path(exception), message(exception));
    }

    private static String path(JacksonException exception) {
        return exception.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .collect(Collectors.joining("."));
    }

    private static String message(JacksonException exception) {
        if (exception instanceof UnrecognizedPropertyException unknown) {
            return OptionFields.unknown(unknown.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .toList());
        }
        Class<?> type = exception instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (type == Integer.class || type == Long.class) {
            return "must be an integer of " + (type == Integer.class ? Integer.SIZE : Long.SIZE) + " bits";
        }
        if (type == Boolean.class) {
            return "must be true or false";
        }
        if (type == Double.class) {
            return "must be a number";
        }
        return "has a value of the wrong type";
    }
}
