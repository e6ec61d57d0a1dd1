package io.latentry.web;

import io.latentry.core.error.LatentryException;
import io.latentry.core.error.TooLargeException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Bounds every body by where it is sent, before anything reads it: Tomcat's parser of forms asks for no path. */
final class BodyLimitFilter extends OncePerRequestFilter {

    private final Map<PathPattern, BodyLimit> limits = new LinkedHashMap<>();
    private final long standard;
    private final long multipart;
    private final ProblemWriter problems;

    /**
     * A filter.
     *
     * @param standard the most bytes of a body that none of {@code limits} is for
     * @param multipart the most bytes that the parser of forms takes
     */
    BodyLimitFilter(Iterable<BodyLimit> limits, long standard, long multipart, ProblemWriter problems) {
        limits.forEach(limit -> this.limits.put(PathPatternParser.defaultInstance.parse(limit.path()), limit));
        this.standard = standard;
        this.multipart = multipart;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<BodyLimit> limit = limit(request);
        long most = limit.map(found -> found.size().toBytes()).orElse(standard);
        long length = request.getContentLengthLong();
        if (length < 0 && most < multipart && isMultipart(request)) {
            problems.write(
                    response,
                    Problems.of(
                            HttpStatus.LENGTH_REQUIRED,
                            "length-required",
                            "A form needs the header Content-Length here"));
            return;
        }
        try {
            checkLength(length, most);
            limit.ifPresent(found -> found.admission().accept(length));
        } catch (LatentryException refusal) {
            problems.write(response, refusal);
            return;
        }
        chain.doFilter(length < 0 ? new BoundedRequest(request, most) : request, response);
    }

    private Optional<BodyLimit> limit(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return limits.entrySet().stream()
                .filter(entry -> entry.getValue().method().matches(request.getMethod())
                        && entry.getKey().matches(path))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isMultipart(HttpServletRequest request) {
        return StringUtils.startsWithIgnoreCase(request.getContentType(), "multipart/");
    }

    /** Refuses a body of more bytes than may be. */
    static void checkLength(long length, long most) {
        if (length > most) {
            throw new TooLargeException("body-too-large", "The body has more than the " + most + " bytes allowed here");
        }
    }
}
