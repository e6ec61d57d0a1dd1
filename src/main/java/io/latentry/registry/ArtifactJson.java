package io.latentry.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import io.latentry.model.Preprocessing;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** The JSON files of artifacts: written for people to read, read strictly. */
@Component
class ArtifactJson {

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .changeDefaultNullHandling(nulls -> JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
            .addMixIn(ModelCard.class, OptionalOfCards.class)
            .addMixIn(ModelConfig.class, OptionalOfConfigs.class)
            .build();

    byte[] write(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    /**
     * Reads one of an artifact's files.
     *
     * @throws InvalidInputException naming the field that is wrong, such as {@code config.json: itemShape}
     */
    <T> T read(ArtifactEntry entry, byte[] json, Class<T> type) {
        try {
            T value = mapper.readValue(json, type);
            if (value == null) {
                throw invalid(entry, "", "must not be null");
            }
            return value;
        } catch (JacksonException e) {
            throw invalid(entry, path(e), explain(e));
        }
    }

    static InvalidInputException invalid(ArtifactEntry entry, String path, String message) {
        String field = path.isEmpty() ? entry.file() : entry.file() + ": " + path;
        return new InvalidInputException(
                "invalid-artifact", field + " " + message, List.of(new FieldError(field, message)));
    }

    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String explain(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException) {
            return "is unknown";
        }
        if (e instanceof InvalidNullException) {
            return "is missing";
        }
        return e instanceof DatabindException
                ? "has the wrong type or value"
                : "is not JSON: " + e.getOriginalMessage();
    }

    /** What a card need not have. */
    private interface OptionalOfCards {

        @JsonSetter(nulls = Nulls.SET)
        ModelCard.@Nullable Dataset dataset();

        @JsonSetter(nulls = Nulls.SET)
        ModelCard.@Nullable Training training();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable String parent();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable String frozen();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable String description();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonSetter(nulls = Nulls.SET)
        @Nullable List<String> notes();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonSetter(nulls = Nulls.SET)
        @Nullable List<String> warnings();
    }

    /** What a configuration need not have. */
    private interface OptionalOfConfigs {

        @JsonSetter(nulls = Nulls.SET)
        @Nullable List<String> classes();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable Preprocessing preprocessing();
    }
}
