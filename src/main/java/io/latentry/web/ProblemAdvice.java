package io.latentry.web;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.LatentryException;
import io.latentry.storage.StorageMonitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers every error with problem details. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private final StorageMonitor storage;

    ProblemAdvice(StorageMonitor storage) {
        this.storage = storage;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> ours(LatentryException error) {
        ProblemDetail problem = Problems.of(error);
        HttpHeaders headers = problemHeaders();
        Problems.retryAfter(error).ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, seconds));
        return new ResponseEntity<>(problem, headers, HttpStatus.valueOf(problem.getStatus()));
    }

    /** The parts of a body could not be told apart, or it was cut off. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> multipart(MultipartException error, HttpServletRequest request) {
        Optional<LatentryException> explained = hasHungUp(error) ? Optional.empty() : storage.explain(error);
        if (explained.isPresent()) {
            return ours(explained.get());
        }
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

    /** The body ended early or its chunks are malformed; where an answer has begun already, the client has gone. */
    @ExceptionHandler({ClientAbortException.class, BadRequestException.class})
    @Nullable ResponseEntity<ProblemDetail> cutOff(HttpServletResponse response) {
        return response.isCommitted() ? null : answer(Problems.cutOff());
    }

    /** Whoever writes an answer wraps what it meets when the client has hung up. */
    @ExceptionHandler
    @Nullable ResponseEntity<ProblemDetail> bug(Exception error, HttpServletRequest request, HttpServletResponse response) {
        return hasHungUp(error)
                ? cutOff(response)
                : storage.explain(error)
                        .map(explained -> ours(isRead(request) ? storage.explainToReader(explained) : explained))
                        .orElseGet(() -> answer(Problems.ofBug(error)));
    }

    private static boolean isRead(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
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
                .map(field -> new FieldError(
                        field.getField(),
                        field.isBindingFailure() ? "is of the wrong type" : String.valueOf(field.getDefaultMessage())))
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
        return object(Problems.ofField(status, name, "is of the wrong type"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException error,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return object(Problems.ofField(status, error.getParameterName(), "is missing"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestPart(
            MissingServletRequestPartException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return object(Problems.ofField(status, error.getRequestPartName(), "is missing"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String given = error.getContentType() == null ? "no type" : "type " + error.getContentType();
        String detail =
                "A body of " + given + " is not taken here; it must be one of " + error.getSupportedMediaTypes();
        ProblemDetail problem = Problems.of(status, Problems.code(status), detail);
        HttpHeaders all = problemHeaders();
        all.addAll(headers);
        return new ResponseEntity<>(problem, all, status);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return object(Problems.of(status, "not-found", "There is nothing at this path"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleAsyncRequestTimeoutException(
            AsyncRequestTimeoutException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer =
                object(Problems.of(HttpStatus.GATEWAY_TIMEOUT, "deadline-passed", "The answer took too long"));
        return ((HttpServletResponse) ((NativeWebRequest) request).getNativeResponse()).isCommitted() ? null : answer;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception error, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError()) {
            return hasHungUp(error) ? null : failure(error);
        }
        ProblemDetail problem = problem(error, body, status);
        problem.setProperty("code", Problems.code(status));
        HttpHeaders all = problemHeaders();
        all.addAll(headers);
        return new ResponseEntity<>(problem, all, status);
    }

    private ResponseEntity<Object> failure(Exception error) {
        return storage.explain(error)
                .map(explained -> object(Problems.of(explained)))
                .orElseGet(() -> object(Problems.ofBug(error)));
    }

    private static boolean hasHungUp(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException) {
                return true;
            }
        }
        return false;
    }

    /** Spring's exceptions bring their own details, but not all their handlers hand them on. */
    private static ProblemDetail problem(Exception error, @Nullable Object body, HttpStatusCode status) {
        if (body instanceof ProblemDetail detail) {
            return detail;
        }
        return error instanceof ErrorResponse response ? response.getBody() : ProblemDetail.forStatus(status);
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
