package io.latentry.core.error;

import java.util.Map;

/** The request is well-formed, but cannot be done, such as denoising with a model that only samples (422). */
public final class ImpossibleException extends LatentryException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> details;

    public ImpossibleException(String code, String message, Map<String, Object> details) {
        super(code, message);
        this.details = Map.copyOf(details);
    }

    public ImpossibleException(String code, String message) {
        this(code, message, Map.of());
    }

    /** Further members for the problem details, such as {@code capabilities}. */
    public Map<String, Object> details() {
        return details;
    }
}
