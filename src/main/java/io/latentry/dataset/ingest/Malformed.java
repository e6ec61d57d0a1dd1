package io.latentry.dataset.ingest;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import java.util.List;

/** The error of a file whose bytes are not what they should be. */
final class Malformed {

    private Malformed() {}

    /** Names the part of the upload in an error that says only what is wrong with it. */
    static InvalidInputException named(String field, InvalidInputException error) {
        if (!error.errors().isEmpty()) {
            return error;
        }
        String message = String.valueOf(error.getMessage());
        return new InvalidInputException(error.code(), field + ": " + message, List.of(new FieldError(field, message)));
    }

    /** Names the part of the upload that is wrong, and says why. */
    static InvalidInputException file(String field, String message) {
        return new InvalidInputException(
                "malformed-file", field + ": " + message, List.of(new FieldError(field, message)));
    }
}
