package io.latentry;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a served OpenAPI document promises: operations, statuses, media types and schemas. */
final class ApiDocument {

    /** An operation of the API. */
    record Operation(String method, String path, JsonNode node) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final JsonNode document;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> known = new HashMap<>();

    ApiDocument(JsonNode document) {
        this.document = document;
        // What a schema does not name, an answer must not have; problem details may have members of their own.
        document.at("/components/schemas").properties().stream()
                .filter(schema -> !schema.getKey().equals("Problem"))
                .forEach(schema -> close(schema.getValue()));
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return operations;
    }

    /** What a reference points to; anything else is itself. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? resolve(document.at(node.get("$ref").asString().substring(1)))
                : node;
    }

    /** What an operation answers with a status; null if it never does. Errors of the server must be named each. */
    JsonNode response(Operation operation, int status) {
        JsonNode responses = operation.node().get("responses");
        JsonNode named = responses.get(Integer.toString(status));
        return named != null || status >= 500 || status < 400 ? named : responses.get("default");
    }

    /** What is wrong with an answer, in one line; empty if nothing is. */
    String problem(Operation operation, int status, String type, Supplier<JsonNode> body) {
        JsonNode response = response(operation, status);
        if (response == null) {
            return "the status is not announced";
        }
        JsonNode content = resolve(response).path("content");
        if (content.isEmpty()) {
            return type.isEmpty() ? "" : "a body is not announced";
        }
        if (!content.has(type)) {
            return "the media type '" + type + "' is not announced";
        }
        if (!type.endsWith("json")) {
            return "";
        }
        List<Error> errors = schema(content.get(type).get("schema")).validate(body.get());
        return errors.isEmpty() ? "" : "the body does not match: " + errors.get(0);
    }

    private Schema schema(JsonNode node) {
        return known.computeIfAbsent(node.toString(), text -> {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            root.putArray("allOf").add(node);
            root.set("components", document.get("components"));
            return schemas.getSchema(root);
        });
    }
}
