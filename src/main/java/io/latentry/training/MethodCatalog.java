package io.latentry.training;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Method;
import java.util.List;
import org.springframework.stereotype.Component;

/** The methods that this server can train with. */
@Component
class MethodCatalog {

    private final List<Method> methods;

    MethodCatalog(List<Method> methods) {
        this.methods = List.copyOf(methods);
    }

    List<Method> all() {
        return methods;
    }

    /**
     * Returns a method.
     *
     * @throws InvalidInputException if there is none of that name
     */
    Method get(String name) {
        return methods.stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidInputException.field("method", "must be one of " + names()));
    }

    private String names() {
        return String.join(", ", methods.stream().map(Method::name).toList());
    }
}
