package io.latentry.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;

/**
 * The query parameters that an endpoint takes, derived from what describes them in the OpenAPI document too: {@link
 * RequestParam}, the components of a {@link ParameterObject}, and {@link Parameter} where the endpoint reads the query
 * itself.
 */
final class QueryParameters {

    /** Whether each may be given several times, by name. */
    private final Map<String, Boolean> repeatable = new TreeMap<>();

    /** The files of a form, whose other parts are parameters. */
    private final Set<String> files = new TreeSet<>();

    private QueryParameters() {}

    static QueryParameters of(HandlerMethod handler) {
        QueryParameters parameters = new QueryParameters();
        AnnotatedElementUtils.getMergedRepeatableAnnotations(handler.getMethod(), Parameter.class).stream()
                .filter(parameter -> parameter.in() == ParameterIn.QUERY)
                .forEach(parameter -> parameters.repeatable.put(parameter.name(), false));
        for (MethodParameter parameter : handler.getMethodParameters()) {
            parameters.add(parameter);
        }
        return parameters;
    }

    private void add(MethodParameter parameter) {
        RequestPart file = parameter.getParameterAnnotation(RequestPart.class);
        if (file != null) {
            files.add(file.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : file.name());
        }
        RequestParam single = parameter.getParameterAnnotation(RequestParam.class);
        if (single != null && parameter.nestedIfOptional().getNestedParameterType() != MultipartFile.class) {
            String name = single.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : single.name();
            repeatable.put(name, isRepeatable(parameter.getParameterType()));
        } else if (parameter.hasParameterAnnotation(ParameterObject.class)) {
            for (RecordComponent component : parameter.getParameterType().getRecordComponents()) {
                repeatable.put(component.getName(), isRepeatable(component.getType()));
            }
        }
    }

    private static boolean isRepeatable(Class<?> type) {
        return type.isArray() || Collection.class.isAssignableFrom(type);
    }

    Collection<String> names() {
        return repeatable.keySet();
    }

    /** What is wrong with a parameter that is given so often; empty if nothing is. */
    String problem(String name, int times) {
        if (!repeatable.containsKey(name)) {
            return repeatable.isEmpty()
                    ? "is unknown; no query parameters are taken here"
                    : "is unknown; known are " + String.join(", ", names());
        }
        return times > 1 && !repeatable.get(name) ? "must be given once" : "";
    }

    /** Whether a form may have them as parts, beside its files. */
    boolean areFormFields() {
        return !files.isEmpty();
    }

    /** What is wrong with a part of a form that is given so often; empty if nothing is. */
    String problemOfPart(String name, int times) {
        if (files.contains(name)) {
            return times > 1 ? "must be given once" : "";
        }
        return repeatable.containsKey(name)
                ? problem(name, times)
                : "is unknown; known are " + String.join(", ", files) + ", " + String.join(", ", names());
    }
}
