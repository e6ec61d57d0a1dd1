package io.latentry.web;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that an endpoint does not take, or that are given twice where there is one value. The
 * container's own endpoints and static files are not concerned.
 */
final class QueryCheck implements HandlerInterceptor {

    private static final String OWN = "io.latentry.";

    private final Map<Method, QueryParameters> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && handler instanceof HandlerMethod endpoint && isApi(endpoint)) {
            check(given(query), known.computeIfAbsent(endpoint.getMethod(), method -> QueryParameters.of(endpoint)));
        }
        return true;
    }

    static boolean isApi(HandlerMethod endpoint) {
        return endpoint.getBeanType().getName().startsWith(OWN)
                && AnnotatedElementUtils.hasAnnotation(endpoint.getBeanType(), RestController.class);
    }

    private static void check(Map<String, Integer> given, QueryParameters known) {
        List<FieldError> errors = given.entrySet().stream()
                .map(parameter ->
                        new FieldError(parameter.getKey(), known.problem(parameter.getKey(), parameter.getValue())))
                .filter(error -> !error.message().isEmpty())
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidInputException(
                    "invalid-input",
                    errors.stream()
                            .map(error -> "The query parameter '" + error.field() + "' " + error.message())
                            .collect(Collectors.joining("; ")),
                    errors);
        }
    }

    /** How often each name is given. The container's map would have the fields of forms too. */
    private static Map<String, Integer> given(String query) {
        Map<String, Integer> names = new LinkedHashMap<>();
        for (String parameter : query.split("&", -1)) {
            if (!parameter.isEmpty()) {
                names.merge(decode(parameter.split("=", 2)[0]), 1, Integer::sum);
            }
        }
        return names;
    }

    private static String decode(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("malformed-query", "The query cannot be decoded");
        }
    }
}
