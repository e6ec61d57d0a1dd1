package io.latentry;

import io.latentry.ApiDocument.Operation;
import io.latentry.testing.Form;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Makes up requests: most of what they hold is as the document says, some of it is not. */
final class RequestGenerator {

    private static final List<String> ODD_TYPES = List.of(
            "*/*",
            "application/*",
            "text/*",
            "text/plain",
            "application/json;charset=utf-16",
            "application/json;charset=x",
            "application/json;q=0.1",
            "garbage",
            "/",
            "application/",
            "multipart/form-data",
            "multipart/mixed;boundary=a",
            "application/x-www-form-urlencoded",
            "application/yaml",
            "application/*+json",
            "image/gif",
            "application/json, text/plain");

    private static final List<String> ODD_ACCEPTS = List.of(
            "*/*",
            "",
            "text/html",
            "application/*",
            "garbage",
            "image/png;q=0, */*;q=0.1",
            "application/json;q=x",
            "text/*",
            "application/problem+json",
            "image/*, application/json");

    /** What stands for a parameter, by its name: much of it exists. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry(
                    "model",
                    List.of(
                            "demo-vae",
                            "demo-autoencoder",
                            "demo-denoiser",
                            "demo-vae-2d",
                            "demo-backbone",
                            "demo-vae@1",
                            "demo-vae@production",
                            "my-import")),
            Map.entry("name", List.of("demo-vae", "my-import", "fashion-sample", "digits", "my-digits")),
            Map.entry("dataset", List.of("fashion-sample", "digits", "my-digits")),
            Map.entry("layer", List.of("encoder.1", "layer1", "encoder.0", "layer2", "mean")),
            Map.entry("alias", List.of("production", "best")),
            Map.entry("id", List.of("latest", "latest", "019c0f6e-7a10-7000-8b54-3d6f2a7c9e11")),
            Map.entry("label", List.of("Sneaker", "3")),
            Map.entry("split", List.of("train", "test")),
            Map.entry("pool", List.of("none", "flatten", "mean")),
            Map.entry("architecture", List.of("resnet18", "vgg11")),
            Map.entry("indices", List.of("0", "0,1,2", "5,5")),
            Map.entry("limit", List.of("1", "3", "7")),
            Map.entry("items", List.of("2", "20", "60")),
            Map.entry("steps", List.of("2", "3", "5")),
            Map.entry("n", List.of("1", "4")),
            Map.entry("size", List.of("32", "224")));

    private final Random random;
    private final ApiDocument document;
    private final BodyMutator bodies;
    private final List<byte[]> files;

    /**
     * A generator.
     *
     * @param files that bodies may be
     */
    RequestGenerator(Random random, ApiDocument document, List<byte[]> files) {
        this.random = random;
        this.document = document;
        this.bodies = new BodyMutator(random, document);
        this.files = files;
    }

    GeneratedRequest next(Operation operation) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.node().path("parameters")) {
            String name = parameter.get("name").asString();
            if (parameter.get("in").asString().equals("path")) {
                path = path.replace("{" + name + "}", encode(value(name, parameter)));
            } else if (parameter.get("in").asString().equals("query")
                    && (chance(40) || (parameter.path("required").asBoolean(false) && chance(90)))) {
                query.add(name + "=" + encode(value(name, parameter)));
            }
        }
        if (chance(3)) {
            query.add(encode(OddValues.text(random)) + "=1");
        }
        if (chance(3) && !query.isEmpty()) {
            query.add(query.get(0));
        }
        Collections.shuffle(query, random);
        String address = query.isEmpty() ? path : path + "?" + String.join("&", query);
        return body(operation, address, accept(operation));
    }

    private String value(String name, JsonNode parameter) {
        JsonNode schema = document.resolve(parameter.path("schema"));
        if (chance(12)) {
            return OddValues.text(random);
        }
        if (schema.has("enum")) {
            return pick(schema.get("enum").valueStream().map(JsonNode::asString).toList());
        }
        if (VALUES.containsKey(name)) {
            return pick(VALUES.get(name));
        }
        if (parameter.has("example") && chance(50)) {
            return parameter.get("example").asString();
        }
        return switch (schema.path("type").asString("string")) {
            case "integer" -> Integer.toString(random.nextInt(12));
            case "number" -> Double.toString(random.nextInt(20) / 10.0);
            case "boolean" -> Boolean.toString(random.nextBoolean());
            case "array" -> "0,1";
            default -> "some-" + name;
        };
    }

    private String accept(Operation operation) {
        if (chance(20)) {
            return pick(ODD_ACCEPTS);
        }
        List<String> types = operation.node().get("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .flatMap(response -> response.getValue().path("content").propertyNames().stream())
                .toList();
        return types.isEmpty() ? "*/*" : pick(types);
    }

    private GeneratedRequest body(Operation operation, String address, String accept) {
        JsonNode content =
                document.resolve(operation.node().path("requestBody")).path("content");
        if (content.isEmpty()) {
            String type = chance(5) ? pick(ODD_TYPES) : "";
            return new GeneratedRequest(operation.method(), address, type, new byte[0], accept);
        }
        String described = content.has("application/json") && chance(75)
                ? "application/json"
                : pick(List.copyOf(content.propertyNames()));
        String type = chance(6) ? pick(ODD_TYPES) : described;
        if (described.endsWith("json")) {
            return request(operation, address, type, bodies.json(content.get(described)), accept);
        }
        byte[] file = bodies.damage(files.get(random.nextInt(files.size())));
        if (!described.startsWith("multipart")) {
            return request(operation, address, type, file, accept);
        }
        Form form = bodies.form(document.resolve(content.get(described).get("schema")), file);
        return request(operation, address, type.equals(described) ? form.contentType() : type, form.body(), accept);
    }

    private static GeneratedRequest request(
            Operation operation, String address, String type, byte[] body, String accept) {
        return new GeneratedRequest(operation.method(), address, type, body, accept);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
