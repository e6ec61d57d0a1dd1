package io.latentry.web;

import io.latentry.core.error.RetryLaterException;
import io.latentry.web.connection.CurrentConnection;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets only bearers of the key in. A browser, which cannot be told to send a bearer key with a page, may give it as the
 * password of HTTP Basic. Two filters of this size do not earn Spring Security; roles will.
 */
final class ApiKeyFilter extends OncePerRequestFilter {

    /** The last two are there where the operator has asked for them. */
    private static final Set<String> OPEN =
            Set.of("/actuator/health/liveness", "/actuator/health/readiness", "/livez", "/readyz");

    private final byte[] key;
    private final ProblemWriter problems;
    private final AuthFailures failures;

    ApiKeyFilter(String key, ProblemWriter problems, AuthFailures failures) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.problems = problems;
        this.failures = failures;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OPEN.contains(request.getRequestURI());
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return true;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] presented = presented(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (MessageDigest.isEqual(presented, key)) {
            CurrentConnection.markKnown();
            chain.doFilter(request, response);
            return;
        }
        try {
            failures.record(request, presented.length > 0);
        } catch (RetryLaterException throttled) {
            problems.write(response, throttled);
            return;
        }
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"latentry\"");
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"latentry\"");
        problems.write(
                response,
                Problems.of(
                        HttpStatus.UNAUTHORIZED, "unauthorized", "The header 'Authorization: Bearer <key>' is needed"));
    }

    /** The key in the header; empty, which is no key, if there is none. */
    private static byte[] presented(String header) {
        String[] words = header == null ? new String[0] : header.trim().split("\\s+", 2);
        if (words.length < 2) {
            return new byte[0];
        }
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> words[1].getBytes(StandardCharsets.UTF_8);
            case "basic" -> password(words[1]);
            default -> new byte[0];
        };
    }

    private static byte[] password(String credentials) {
        try {
            String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return text.substring(text.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
