package io.latentry.web;

import io.latentry.model.FieldError;
import io.latentry.model.LatentryException;
import io.latentry.model.RetryLaterException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every error with problem details. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> ours(LatentryException error) {
        ProblemDetail problem = Problems.of(error);
        HttpHeaders headers = problemHeaders();
        if (error instanceof RetryLaterException later) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(Math.max(1, later.retryAfter().toSeconds())));
        }
        return new ResponseEntity<>(problem, headers, HttpStatus.valueOf(problem.getStatus()));
    }

    /** The parts of a body could not be told apart, or it was cut off. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> multipart(MultipartException error, HttpServletRequest request) {
        if (!String.valueOf(request.getContentType()).startsWith("multipart/")) {
            return answer(Problems.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type",
                    "The body must be multipart/form-data"));
        }
        return answer(Problems.of(
                HttpStatus.BAD_REQUEST, "malformed-multipart", "The multipart body is malformed or was cut off"));
    }

    /** The query cannot be decoded, or has too many parameters. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> query(InvalidParameterException error) {
        return answer(Problems.of(HttpStatus.BAD_REQUEST, "malformed-query", "The query cannot be decoded"));
    }

    /** The client has gone: there is nobody to answer. */
    @ExceptionHandler
    void gone(IOException error) throws IOException {
        if (error.getClass().getSimpleName().equals("ClientAbortException")) {
            return;
        }
        throw error;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> bug(Exception error) {
        String id = UUID.randomUUID().toString();
        LOG.error("Internal error {}", id, error);
        return answer(Problems.of(
                HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "An internal error; the log has it under " + id));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return object(JsonProblems.of(error));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldError> errors = error.getFieldErrors().stream()
                .map(field -> new FieldError(field.getField(), String.valueOf(field.getDefaultMessage())))
                .toList();
        return object(Problems.of(status, "invalid-input", "The request is not valid", errors));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldError> errors = error.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(message -> new FieldError(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                String.valueOf(message.getDefaultMessage()))))
                .toList();
        return object(Problems.of(status, "invalid-input", "The request is not valid", errors));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = error instanceof MethodArgumentTypeMismatchException mismatch
                ? mismatch.getName()
                : String.valueOf(error.getPropertyName());
        return object(Problems.of(
                status,
                "invalid-input",
                "The request is not valid",
                List.of(new FieldError(name, "is of the wrong type"))));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception error, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError() && !(error instanceof AsyncRequestTimeoutException)) {
            LOG.error("Cannot answer", error);
        }
        ProblemDetail problem = problem(error, body, status);
        problem.setProperty("code", error instanceof MissingRequestValueException ? "invalid-input" : code(status));
        HttpHeaders all = problemHeaders();
        all.addAll(headers);
        return new ResponseEntity<>(problem, all, status);
    }

    /** Spring's exceptions bring their own details, but not all their handlers hand them on. */
    private static ProblemDetail problem(Exception error, @Nullable Object body, HttpStatusCode status) {
        if (body instanceof ProblemDetail detail) {
            return detail;
        }
        return error instanceof ErrorResponse response ? response.getBody() : ProblemDetail.forStatus(status);
    }

    /** Such as {@code method-not-allowed}. */
    private static String code(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "error" : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ResponseEntity<Object> object(ProblemDetail problem) {
        return new ResponseEntity<>(problem, problemHeaders(), problem.getStatus());
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return new ResponseEntity<>(problem, problemHeaders(), problem.getStatus());
    }

    private static HttpHeaders problemHeaders() {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return headers;
    }
}
