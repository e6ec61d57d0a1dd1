package io.latentry.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpStatus;

/** Says once, for all operations, what errors look like, each with an example of its status and code. */
final class ProblemResponses implements OpenApiCustomizer {

    private static final String PROBLEM = "application/problem+json";

    /** A code stands in backticks and parentheses at the end of a description, and is the first of several. */
    private static final Pattern CODE = Pattern.compile("\\(`([a-z-]+)`[^)]*\\)$");

    private static final Map<String, String> CODES = Map.of(
            "400", "invalid-input",
            "406", "not-acceptable",
            "413", "too-many-items",
            "415", "unsupported-media-type",
            "422", "capability-unsupported",
            "429", "overloaded",
            "503", "model-loading",
            "504", "deadline-passed",
            "507", "disk-full");

    @Override
    public void customise(OpenAPI api) {
        ModelConverters.getInstance(true)
                .readAll(Problem.class)
                .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(ProblemResponses::describe);
    }

    private static void describe(Operation operation) {
        ApiResponses responses = operation.getResponses();
        if (operation.getRequestBody() != null || operation.getParameters() != null) {
            putIfAbsent(responses, "400", "A field or parameter is unknown or wrong; `errors` names it");
        }
        putIfAbsent(responses, "default", "Any error");
        responses.forEach((status, response) -> {
            if (status.equals("default") || status.startsWith("4") || status.startsWith("5")) {
                response.content(content(status, response));
            }
        });
    }

    private static void putIfAbsent(ApiResponses responses, String status, String description) {
        if (!responses.containsKey(status)) {
            responses.addApiResponse(status, new ApiResponse().description(description));
        }
    }

    private static Content content(String status, ApiResponse response) {
        MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        code(status, response).ifPresent(code -> problem.example(example(status, code, response)));
        return new Content().addMediaType(PROBLEM, problem);
    }

    private static Optional<String> code(String status, ApiResponse response) {
        Matcher told = CODE.matcher(response.getDescription());
        return told.find() ? Optional.of(told.group(1)) : Optional.ofNullable(CODES.get(status));
    }

    private static Map<String, Object> example(String status, String code, ApiResponse response) {
        HttpStatus known = HttpStatus.valueOf(Integer.parseInt(status));
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("status", known.value());
        example.put("title", known.getReasonPhrase());
        example.put(
                "detail", CODE.matcher(response.getDescription()).replaceAll("").strip());
        example.put("code", code);
        return example;
    }
}
