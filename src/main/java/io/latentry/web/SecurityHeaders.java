package io.latentry.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/** Headers of every answer: those of controllers, of filters and of the container. */
final class SecurityHeaders {

    /** Swagger UI sets styles from scripts and shows pictures from memory; nothing comes from elsewhere. */
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' blob: data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin");

    private SecurityHeaders() {}

    static void add(HttpServletResponse response) {
        HEADERS.forEach(response::setHeader);
    }
}
