package io.latentry.core.error;

/**
 * An error that tells the caller what to do about it. The subclass says whether to correct the request, to retry, or
 * neither; the web layer turns it into problem details.
 */
public abstract sealed class LatentryException extends RuntimeException
        permits InvalidInputException,
                NotFoundException,
                ConflictException,
                TooLargeException,
                UnsupportedFormatException,
                ImpossibleException,
                RetryLaterException,
                DiskFullException,
                DeadlineException,
                CorruptDataException {

    private static final long serialVersionUID = 1L;

    private final String code;

    protected LatentryException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** A stable identifier in kebab case, such as {@code dataset-not-found}, for programs to act on. */
    public String code() {
        return code;
    }
}
