package io.latentry.web;

import io.latentry.core.error.ConflictException;
import io.latentry.core.error.DeadlineException;
import io.latentry.core.error.DiskFullException;
import io.latentry.core.error.FieldError;
import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.LatentryException;
import io.latentry.core.error.NotFoundException;
import io.latentry.core.error.RetryLaterException;
import io.latentry.core.error.TooLargeException;
import io.latentry.core.error.UnsupportedFormatException;
import io.latentry.web.connection.CurrentConnection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Makes problem details (RFC 9457) with a stable {@code code} and, for bad input, {@code errors}. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final Map<Class<? extends LatentryException>, HttpStatus> STATUS = Map.of(
            InvalidInputException.class, HttpStatus.BAD_REQUEST,
            NotFoundException.class, HttpStatus.NOT_FOUND,
            ConflictException.class, HttpStatus.CONFLICT,
            TooLargeException.class, HttpStatus.CONTENT_TOO_LARGE,
            UnsupportedFormatException.class, HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            ImpossibleException.class, HttpStatus.UNPROCESSABLE_CONTENT,
            DeadlineException.class, HttpStatus.GATEWAY_TIMEOUT,
            DiskFullException.class, HttpStatus.INSUFFICIENT_STORAGE);

    private Problems() {}

    static ProblemDetail of(LatentryException error) {
        ProblemDetail problem = of(status(error), error.code(), String.valueOf(error.getMessage()));
        if (error instanceof InvalidInputException invalid) {
            addErrors(problem, invalid.errors());
        }
        if (error instanceof ImpossibleException impossible) {
            impossible.details().forEach(problem::setProperty);
        }
        return problem;
    }

    private static HttpStatus status(LatentryException error) {
        if (error instanceof RetryLaterException later) {
            return later.isOverload() ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.SERVICE_UNAVAILABLE;
        }
        return STATUS.getOrDefault(error.getClass(), HttpStatus.INTERNAL_SERVER_ERROR);
    }

    /** The seconds after which to come again, if it is worth it. */
    static Optional<String> retryAfter(LatentryException error) {
        return error instanceof RetryLaterException later
                ? Optional.of(String.valueOf(
                        Math.max(1, later.retryAfter().plusNanos(999_999_999).toSeconds())))
                : Optional.empty();
    }

    static ProblemDetail of(HttpStatusCode status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return problem;
    }

    static ProblemDetail of(HttpStatusCode status, String code, String detail, List<FieldError> errors) {
        ProblemDetail problem = of(status, code, detail);
        addErrors(problem, errors);
        return problem;
    }

    /** Bad input in one field. */
    static ProblemDetail ofField(HttpStatusCode status, String field, String message) {
        return of(status, "invalid-input", "The request is not valid", List.of(new FieldError(field, message)));
    }

    /** The body ended early: its client ended it, or was too slow for it to be read further. */
    static ProblemDetail cutOff() {
        if (CurrentConnection.isTooSlow()) {
            return of(
                    HttpStatus.REQUEST_TIMEOUT,
                    "request-timeout",
                    "The body came too slowly; see latentry.connections.min-rate");
        }
        return of(HttpStatus.BAD_REQUEST, "malformed-body", "The body is malformed or was cut off");
    }

    /** Logs a mistake of ours, and tells the caller no more than how to find it there. */
    static ProblemDetail ofBug(Throwable error) {
        String id = UUID.randomUUID().toString();
        LOG.error("Internal error {}", id, error);
        return of(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "An internal error; the log has it under " + id);
    }

    /** The code of an error that has no name but its status, such as {@code method-not-allowed}. */
    static String code(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "error" : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void addErrors(ProblemDetail problem, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
    }
}
