package io.latentry.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps browser pages of other origins out: their requests tell where they come from in {@code Origin} or {@code
 * Sec-Fetch-Site}. Where no key guards the server, the {@code Host} header must also be one of its names, so that a page
 * whose name was made to point here (DNS rebinding) is no way in.
 */
final class OriginFilter extends OncePerRequestFilter {

    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

    private final List<String> hosts;
    private final ProblemWriter problems;

    /**
     * A filter.
     *
     * @param hosts the server's names, in lower case; empty for any
     */
    OriginFilter(List<String> hosts, ProblemWriter problems) {
        this.hosts = hosts;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityHeaders.add(response);
        if (isForeign(request)) {
            refuse(response, "foreign-origin", "Pages of other origins may not use this server");
        } else if (!hosts.isEmpty() && !hosts.contains(hostname(request.getServerName()))) {
            refuse(response, "unknown-host", "This server does not go by that name; see latentry.allowed-hosts");
        } else {
            chain.doFilter(request, response);
        }
    }

    private void refuse(HttpServletResponse response, String code, String detail) throws IOException {
        problems.write(response, Problems.of(HttpStatus.FORBIDDEN, code, detail));
    }

    /** A link that a person follows on another site to a page here is no foreign page's request. */
    private static boolean isForeign(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            return !isOwn(origin, request.getHeader(HttpHeaders.HOST));
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean navigation = "GET".equals(request.getMethod())
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
        return site != null && FOREIGN.contains(site) && !navigation;
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A name as it is compared; a dot at its end, which stands for the root of all names, says nothing new. */
    static String hostname(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
