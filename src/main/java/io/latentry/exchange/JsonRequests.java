package io.latentry.exchange;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.ModelConfig;
import io.latentry.model.Tensor;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Reads JSON bodies, field by field. */
@Component
class JsonRequests {

    private final Limits limits;
    private final DatasetItems datasets;

    JsonRequests(Limits limits, DatasetItems datasets) {
        this.limits = limits;
        this.datasets = datasets;
    }

    /** Reads items, or a reference to them, and the options. */
    <O extends Record> ItemRequest<O> items(byte[] text, ModelConfig config, Class<O> type) {
        JsonBody body = new JsonBody(config, limits);
        OptionFields<O> options = OptionFields.ofBody(type);
        List<String> known =
                Stream.concat(JsonBody.NAMES.stream(), options.names().stream()).toList();
        fields(text, known, (name, parser) -> {
            if (JsonBody.NAMES.contains(name)) {
                body.read(name, parser);
            } else {
                options.read(name, parser);
            }
        });
        O bound = options.bind();
        Tensor items = body.items(datasets);
        return new ItemRequest<>(items, bound, body.field());
    }

    /** Reads the options of a verb that takes no items. */
    <O extends Record> O options(byte[] body, Class<O> type) {
        OptionFields<O> options = OptionFields.ofBody(type);
        fields(body, options.names(), options::read);
        return options.bind();
    }

    private static void fields(byte[] body, List<String> known, BiConsumer<String, JsonParser> field) {
        try (JsonParser parser = TensorJson.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("The body must be a JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (!known.contains(name)) {
                    throw InvalidInputException.field(name, OptionFields.unknown(known));
                }
                parser.nextToken();
                field.accept(name, parser);
            }
            if (parser.nextToken() != null) {
                throw malformed("The body goes on after its JSON object");
            }
        } catch (JacksonException exception) {
            throw malformed("The body is not the JSON expected here: " + exception.getOriginalMessage());
        }
    }

    private static InvalidInputException malformed(String message) {
        return new InvalidInputException("malformed-json", message);
    }
}
