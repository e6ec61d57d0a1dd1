package io.latentry.core.error;

import java.util.List;

/** The request is malformed: correct it and send it again (400). */
public final class InvalidInputException extends LatentryException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public InvalidInputException(String code, String message, List<FieldError> errors) {
        super(code, message);
        this.errors = List.copyOf(errors);
    }

    public InvalidInputException(String code, String message) {
        this(code, message, List.of());
    }

    /** An error in a single field. */
    public static InvalidInputException field(String field, String message) {
        return new InvalidInputException("invalid-input", message, List.of(new FieldError(field, message)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
