package io.latentry.exchange;

import io.latentry.core.error.InvalidInputException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects a verb's own fields and binds them to its record. Only scalars, and objects of a few scalars, are taken up, so
 * that a hostile body can't fill the heap.
 *
 * @param <O> the record of the verb's options
 */
final class OptionFields<O extends Record> {

    private static final int MOST_INNER_FIELDS = 16;

    private final Class<O> type;
    private final JsonMapper mapper;
    private final ObjectNode fields;

    private OptionFields(Class<O> type, JsonMapper mapper) {
        this.type = type;
        this.mapper = mapper;
        this.fields = mapper.createObjectNode();
    }

    static <O extends Record> OptionFields<O> ofBody(Class<O> type) {
        return new OptionFields<>(type, TensorJson.BODY);
    }

    static <O extends Record> OptionFields<O> ofQuery(Class<O> type) {
        return new OptionFields<>(type, TensorJson.QUERY);
    }

    List<String> names() {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** What to say of a name that is none of those known. */
    static String unknown(List<String> known) {
        return known.isEmpty() ? "is unknown" : "is unknown; known are " + String.join(", ", known);
    }

    /** Takes up a parameter of a query; a dot leads into an object. */
    void put(String name, String value) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        if (!names().contains(first)) {
            throw InvalidInputException.field(name, unknown(names()));
        }
        if (fields.has(first) && (dot < 0 || !fields.get(first).isObject())) {
            throw InvalidInputException.field(first, "must be given once");
        }
        if (dot < 0) {
            fields.put(name, value);
        } else {
            fields.withObjectProperty(first).put(name.substring(dot + 1), value);
        }
    }

    /** Takes up a field of a JSON body; the parser stands at its value, and then at the value's end. */
    void read(String name, JsonParser parser) {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            ObjectNode object = fields.putObject(name);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String inner = parser.currentName();
                if (object.size() == MOST_INNER_FIELDS) {
                    throw InvalidInputException.field(name, "has too many fields");
                }
                parser.nextToken();
                scalar(object, inner, parser);
            }
        } else {
            scalar(fields, name, parser);
        }
    }

    private static void scalar(ObjectNode target, String name, JsonParser parser) {
        switch (parser.currentToken()) {
            case VALUE_STRING -> target.put(name, parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> target.put(name, parser.getBooleanValue());
            case VALUE_NUMBER_INT -> target.put(name, parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> target.put(name, parser.getDoubleValue());
            default -> throw InvalidInputException.field(JsonPath.of(parser), "must be a single value, and not null");
        }
    }

    /** The options, once all fields are taken up. */
    O bind() {
        try {
            return mapper.treeToValue(fields, type);
        } catch (JacksonException exception) {
            throw OptionErrors.translate(exception);
        }
    }
}
