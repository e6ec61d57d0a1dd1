package io.latentry.web;

import io.latentry.core.error.LatentryException;
import java.io.IOException;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.PropertyBindingException;

/** Says what is wrong with a JSON body, without telling about the classes it is read into. */
final class JsonProblems {

    private JsonProblems() {}

    static ProblemDetail of(HttpMessageNotReadableException error) {
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof LatentryException ours) {
                return Problems.of(ours);
            }
            if (cause instanceof IOException) {
                return Problems.cutOff();
            }
        }
        return error.getCause() instanceof JacksonException json
                ? of(json)
                : Problems.of(HttpStatus.BAD_REQUEST, "malformed-body", "The body is missing or cannot be read");
    }

    private static ProblemDetail of(JacksonException error) {
        if (error instanceof PropertyBindingException unknown) {
            String known = unknown.getKnownPropertyIds() == null
                    ? ""
                    : unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", ", "; known are ", ""));
            return Problems.ofField(HttpStatus.BAD_REQUEST, path(error), "is unknown" + known);
        }
        if (error instanceof StreamConstraintsException) {
            return Problems.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "json-too-large",
                    "The body is too long, too deep or has too long a value: " + where(error));
        }
        boolean unsuitable = error instanceof DatabindException || error instanceof InputCoercionException;
        if (unsuitable && !error.getPath().isEmpty()) {
            return Problems.ofField(HttpStatus.BAD_REQUEST, path(error), "is of the wrong type or out of range");
        }
        if (unsuitable) {
            return Problems.of(HttpStatus.BAD_REQUEST, "invalid-input", "The body is not of the form that is expected");
        }
        return Problems.of(HttpStatus.BAD_REQUEST, "malformed-json", "The body is not valid JSON: " + where(error));
    }

    /** Such as {@code items[3].width}. */
    private static String path(JacksonException error) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : error.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String where(JacksonException error) {
        return error.getLocation() == null
                ? error.getOriginalMessage()
                : "line %d, column %d"
                        .formatted(
                                error.getLocation().getLineNr(),
                                error.getLocation().getColumnNr());
    }
}
