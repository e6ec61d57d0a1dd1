package io.latentry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as Swagger UI would make it, of an operation's examples.
 *
 * @param method in lower case
 * @param path with the examples of its parameters, and the query
 * @param body empty if there is none
 * @param accept the media type that is chosen beforehand
 */
record SwaggerCall(String method, String path, String body, String accept) {

    /** Reading comes before writing, and deleting last. */
    private static final List<String> ORDER = List.of("get", "put", "post", "delete");

    /** One for each operation of a document that needs no file, in the order in which all of them succeed. */
    static List<SwaggerCall> all(JsonNode document) {
        List<SwaggerCall> calls = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> call(document, path.getKey(), operation.getKey(), operation.getValue())
                                .ifPresent(calls::add)));
        // A job is resumed and cancelled before another one is submitted, as each is the first thing that a visitor
        // does.
        calls.sort(Comparator.<SwaggerCall>comparingInt(call -> ORDER.indexOf(call.method()))
                .thenComparing(call -> call.path().endsWith("/fine-tune"))
                .thenComparing((a, b) -> a.method().equals("post")
                        ? b.path().compareTo(a.path())
                        : a.path().compareTo(b.path())));
        return calls;
    }

    /** Empty if the body can only be a file, which Swagger UI asks its user for. */
    private static Optional<SwaggerCall> call(JsonNode document, String path, String method, JsonNode operation) {
        JsonNode content = operation.path("requestBody").path("content");
        if (!content.isMissingNode() && !content.has("application/json")) {
            return Optional.empty();
        }
        String body = content.isMissingNode() ? "" : example(document, content.get("application/json"));
        return Optional.of(
                new SwaggerCall(method, address(path, operation.path("parameters")), body, accept(operation)));
    }

    /** The first media type of a success. */
    private static String accept(JsonNode operation) {
        return operation.get("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .flatMap(response -> response.getValue().path("content").propertyNames().stream())
                .findFirst()
                .orElse("*/*");
    }

    private static String address(String path, JsonNode parameters) {
        String address = path;
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : parameters) {
            String name = parameter.get("name").asString();
            Optional<String> value = parameterExample(parameter);
            if (parameter.get("in").asString().equals("path")) {
                address = address.replace(
                        "{" + name + "}", value.orElseThrow(() -> new AssertionError(path + " " + name)));
            } else if (parameter.get("in").asString().equals("query") && value.isPresent()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value.get(), StandardCharsets.UTF_8));
            }
        }
        return address + query;
    }

    private static Optional<String> parameterExample(JsonNode parameter) {
        for (JsonNode place : List.of(parameter, parameter.path("schema"))) {
            if (place.has("example")) {
                return Optional.of(place.get("example").asString());
            }
            if (place.has("examples") && !place.get("examples").isEmpty()) {
                return Optional.of(
                        place.get("examples").iterator().next().get("value").asString());
            }
            if (place.has("default")) {
                return Optional.of(place.get("default").asString());
            }
        }
        return Optional.empty();
    }

    /** The example of a body: its own, its first named one, or that of its schema. */
    private static String example(JsonNode document, JsonNode mediaType) {
        if (mediaType.has("example")) {
            return text(mediaType.get("example"));
        }
        if (mediaType.has("examples")) {
            return text(mediaType.get("examples").iterator().next().get("value"));
        }
        return schemaExample(document, mediaType.get("schema")).toString();
    }

    private static String text(JsonNode example) {
        return example.isString() ? example.asString() : example.toString();
    }

    private static JsonNode schemaExample(JsonNode document, JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asString().replaceFirst(".*/", "");
            return schemaExample(
                    document, document.path("components").path("schemas").get(name));
        }
        if (schema.has("example")) {
            return schema.get("example");
        }
        ObjectNode object = JsonMapper.shared().createObjectNode();
        schema.path("properties").properties().forEach(property -> {
            if (property.getValue().has("example")) {
                object.set(property.getKey(), property.getValue().get("example"));
            }
        });
        return object;
    }
}
