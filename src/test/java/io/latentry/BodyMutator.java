package io.latentry;

import io.latentry.testing.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes bodies of their examples and schemas, and spoils some. */
final class BodyMutator {

    private static final int MOST_DEPTH = 6;

    private final Random random;
    private final ApiDocument document;

    BodyMutator(Random random, ApiDocument document) {
        this.random = random;
        this.document = document;
    }

    byte[] json(JsonNode mediaType) {
        JsonNode body = random.nextInt(3) == 0 ? generate(mediaType.get("schema"), 0) : example(mediaType);
        for (int i = random.nextInt(3); i > 0; i--) {
            body = mutate(body.deepCopy());
        }
        byte[] text = body.toString().getBytes(StandardCharsets.UTF_8);
        return random.nextInt(20) == 0 ? damage(text) : text;
    }

    private JsonNode example(JsonNode mediaType) {
        if (mediaType.has("example")) {
            return parsed(mediaType.get("example"));
        }
        if (mediaType.has("examples")) {
            return parsed(mediaType.get("examples").iterator().next().get("value"));
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        document.resolve(mediaType.get("schema"))
                .path("properties")
                .properties()
                .forEach(property -> {
                    if (property.getValue().has("example")) {
                        body.set(property.getKey(), property.getValue().get("example"));
                    }
                });
        return body;
    }

    private static JsonNode parsed(JsonNode example) {
        return example.isString() ? JsonMapper.shared().readTree(example.asString()) : example;
    }

    private JsonNode generate(JsonNode reference, int depth) {
        JsonNode schema = document.resolve(reference);
        if (depth > MOST_DEPTH || random.nextInt(15) == 0) {
            return OddValues.json(random);
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        if (schema.has("example") && random.nextBoolean()) {
            return schema.get("example");
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> JsonNodeFactory.instance.numberNode(random.nextInt(10));
            case "number" -> JsonNodeFactory.instance.numberNode(random.nextDouble());
            case "boolean" -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case "string" ->
                JsonNodeFactory.instance.stringNode(random.nextBoolean() ? "digits" : OddValues.text(random));
            default -> JsonNodeFactory.instance.numberNode(random.nextDouble());
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        schema.path("properties").properties().forEach(property -> {
            if (random.nextInt(3) > 0) {
                object.set(property.getKey(), generate(property.getValue(), depth + 1));
            }
        });
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(generate(schema.get("items"), depth + 1));
        }
        return array;
    }

    /** Changes one value, somewhere in it. */
    private JsonNode mutate(JsonNode body) {
        if (body instanceof ObjectNode object && !object.isEmpty() && random.nextInt(10) > 0) {
            List<String> names = new ArrayList<>(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(OddValues.text(random), OddValues.json(random));
                default -> object.set(name, mutate(object.get(name)));
            }
            return object;
        }
        if (body instanceof ArrayNode array && !array.isEmpty() && random.nextInt(10) > 0) {
            int index = random.nextInt(array.size());
            array.set(index, mutate(array.get(index)));
            return array;
        }
        return random.nextInt(40) == 0 ? deep() : OddValues.json(random);
    }

    private static JsonNode deep() {
        JsonNode deep = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 200; i++) {
            deep = JsonNodeFactory.instance.arrayNode().add(deep);
        }
        return deep;
    }

    /** Cuts bytes off or changes one, of half of all bodies. */
    byte[] damage(byte[] bytes) {
        if (bytes.length == 0 || random.nextBoolean()) {
            return bytes;
        }
        byte[] damaged = Arrays.copyOf(bytes, random.nextBoolean() ? bytes.length : random.nextInt(bytes.length) + 1);
        damaged[random.nextInt(Math.min(damaged.length, 200))] ^= (byte) (1 << random.nextInt(8));
        return damaged;
    }

    Form form(JsonNode schema, byte[] file) {
        Form form = new Form();
        schema.path("properties").properties().forEach(property -> {
            boolean isFile = property.getValue().path("format").asString("").equals("binary")
                    || property.getValue().path("type").asString("").equals("array");
            if (random.nextInt(4) == 0
                    || property.getKey().equals("name")
                    || property.getKey().equals("file")) {
                if (isFile == (random.nextInt(10) > 0)) {
                    form.file(property.getKey(), file);
                } else {
                    form.text(
                            property.getKey(), property.getKey().equals("name") ? "some-data" : OddValues.text(random));
                }
            }
        });
        return form;
    }
}
