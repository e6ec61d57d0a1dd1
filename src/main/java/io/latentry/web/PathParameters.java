package io.latentry.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Says once, for all operations, what stands in a path. */
final class PathParameters implements OpenApiCustomizer {

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "model", "`name` is the newest version; `name@3` and `name@alias` are others",
            "name", "Its name",
            "layer", "One of those that `GET /v1/models/{model}/layers` names",
            "alias", "The alias, which is not a number");

    @Override
    public void customise(OpenAPI api) {
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .map(Operation::getParameters)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(parameter -> "path".equals(parameter.getIn()) && parameter.getDescription() == null)
                .forEach(PathParameters::describe);
    }

    private static void describe(Parameter parameter) {
        parameter.setDescription(DESCRIPTIONS.get(parameter.getName()));
    }
}
