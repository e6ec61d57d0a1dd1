package io.latentry.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpStatus;

/** Describes errors once, for all operations: each status refers to one shared answer, and says when it is given. */
final class ProblemResponses implements OpenApiCustomizer {

    private static final String NAME = "Problem";
    private static final String MEDIA_TYPE = "application/problem+json";

    @Override
    public void customise(OpenAPI api) {
        Components components = api.getComponents();
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
        components.addResponses(
                NAME, new ApiResponse().description("Problem details").content(content()));
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(ProblemResponses::describe);
    }

    private static void describe(Operation operation) {
        ApiResponses responses = operation.getResponses();
        if (operation.getRequestBody() != null) {
            putIfAbsent(responses, "415", "The body's media type is not taken here (`unsupported-media-type`)");
        }
        putIfAbsent(responses, "400", "A field or parameter is unknown or wrong; `errors` names it (`invalid-input`)");
        putIfAbsent(responses, "default", "Any error");
        Map<String, ApiResponse> sorted = new LinkedHashMap<>();
        responses.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> sorted.put(
                        entry.getKey(), isProblem(entry.getKey()) ? shared(entry.getValue()) : entry.getValue()));
        responses.clear();
        responses.putAll(sorted);
    }

    private static boolean isProblem(String status) {
        return status.equals("default") || status.startsWith("4") || status.startsWith("5");
    }

    private static void putIfAbsent(ApiResponses responses, String status, String description) {
        if (!responses.containsKey(status)) {
            responses.addApiResponse(status, new ApiResponse().description(description));
        }
    }

    /** OpenAPI 3.1 lets a reference have a description of its own. */
    private static ApiResponse shared(ApiResponse response) {
        return new ApiResponse().$ref(NAME).description(response.getDescription());
    }

    private static Content content() {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("status", HttpStatus.BAD_REQUEST.value());
        example.put("title", HttpStatus.BAD_REQUEST.getReasonPhrase());
        example.put("detail", "The request is not valid");
        example.put("code", "invalid-input");
        example.put("errors", List.of(Map.of("field", "limit", "message", "must be from 1 to 500")));
        return new Content()
                .addMediaType(
                        MEDIA_TYPE,
                        new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/" + NAME))
                                .example(example));
    }
}
