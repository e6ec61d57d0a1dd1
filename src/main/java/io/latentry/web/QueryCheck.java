package io.latentry.web;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters, and parts of a form, that an endpoint does not take, or that are given twice where there is one
 * value. The container's own endpoints and static files are not concerned.
 */
final class QueryCheck implements HandlerInterceptor {

    private static final String OWN = "io.latentry.";

    private final Map<Method, QueryParameters> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ServletException {
        if (handler instanceof HandlerMethod endpoint && isApi(endpoint)) {
            QueryParameters parameters =
                    known.computeIfAbsent(endpoint.getMethod(), method -> QueryParameters.of(endpoint));
            String query = request.getQueryString();
            if (query != null) {
                check("query parameter", given(query), parameters::problem);
            }
            if (parameters.areFormFields() && request instanceof MultipartHttpServletRequest) {
                check("part", parts(request), parameters::problemOfPart);
            }
        }
        return true;
    }

    static boolean isApi(HandlerMethod endpoint) {
        return endpoint.getBeanType().getName().startsWith(OWN)
                && AnnotatedElementUtils.hasAnnotation(endpoint.getBeanType(), RestController.class);
    }

    /** What is wrong with a name that is given so often; empty if nothing is. */
    @FunctionalInterface
    private interface Judgement {
        String problem(String name, int times);
    }

    private static void check(String kind, Map<String, Integer> given, Judgement judgement) {
        List<FieldError> errors = given.entrySet().stream()
                .map(each -> new FieldError(each.getKey(), judgement.problem(each.getKey(), each.getValue())))
                .filter(error -> !error.message().isEmpty())
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidInputException(
                    "invalid-input",
                    errors.stream()
                            .map(error -> "The " + kind + " '" + error.field() + "' " + error.message())
                            .collect(Collectors.joining("; ")),
                    errors);
        }
    }

    private static Map<String, Integer> parts(HttpServletRequest form) throws IOException, ServletException {
        Map<String, Integer> names = new LinkedHashMap<>();
        form.getParts().forEach(part -> names.merge(part.getName(), 1, Integer::sum));
        return names;
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
