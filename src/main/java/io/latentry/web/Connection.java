package io.latentry.web;

import jakarta.servlet.ServletRequest;
import java.util.Objects;

/** A client's connection, below what the servlet API shows of it. */
@FunctionalInterface
public interface Connection {

    /** The request's attribute that holds it. */
    String ATTRIBUTE = "io.latentry.web.connection";

    static Connection of(ServletRequest request) {
        return (Connection) Objects.requireNonNull(request.getAttribute(ATTRIBUTE));
    }

    /**
     * Closes it without waiting for what the client has not read yet, unlike {@code AsyncContext.complete()}. To be called
     * before the asynchronous request is completed.
     */
    void cut();
}
