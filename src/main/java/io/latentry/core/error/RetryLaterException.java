package io.latentry.core.error;

import java.time.Duration;

/** Nothing is wrong with the request, but it must come again later: a queue is full (429) or a part is not up (503). */
public final class RetryLaterException extends LatentryException {

    private static final long serialVersionUID = 1L;

    private final boolean overload;
    private final Duration retryAfter;

    private RetryLaterException(boolean overload, String code, String message, Duration retryAfter) {
        super(code, message);
        this.overload = overload;
        this.retryAfter = retryAfter;
    }

    /** Too many requests at once (429). */
    public static RetryLaterException overloaded(String code, String message, Duration retryAfter) {
        return new RetryLaterException(true, code, message, retryAfter);
    }

    /** Starting, loading or draining (503). */
    public static RetryLaterException unavailable(String code, String message, Duration retryAfter) {
        return new RetryLaterException(false, code, message, retryAfter);
    }

    /** Where it was thrown says nothing, and an overload throws many. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    public boolean isOverload() {
        return overload;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
