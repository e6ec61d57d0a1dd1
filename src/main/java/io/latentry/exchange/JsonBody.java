package io.latentry.exchange;

import io.latentry.core.error.InvalidInputException;
import io.latentry.dataset.Split;
import io.latentry.model.ModelConfig;
import io.latentry.model.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The items of a JSON body, or the reference to them, as the reader comes upon their fields. */
final class JsonBody {

    static final List<String> NAMES = List.of("items", "dataset", "split", "indices");

    private final ModelConfig config;
    private final Limits limits;
    private @Nullable Tensor items;
    private @Nullable String dataset;
    private @Nullable Split split;
    private int @Nullable [] indices;

    JsonBody(ModelConfig config, Limits limits) {
        this.config = config;
        this.limits = limits;
    }

    /** Reads one of {@link #NAMES}; the parser stands at its value, and then at the value's end. */
    void read(String name, JsonParser parser) {
        switch (name) {
            case "items" -> items = new JsonItems(parser, config, limits).read();
            case "dataset" -> dataset = string(parser);
            case "split" -> split = split(parser);
            case "indices" -> indices = indices(parser);
            default -> throw new IllegalArgumentException(name);
        }
    }

    private static String string(JsonParser parser) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw InvalidInputException.field(JsonPath.of(parser), "must be a string");
        }
        return parser.getString();
    }

    private static Split split(JsonParser parser) {
        String label = string(parser);
        return Stream.of(Split.values())
                .filter(split -> split.name().toLowerCase(Locale.ROOT).equals(label))
                .findFirst()
                .orElseThrow(() -> InvalidInputException.field("split", "must be train or test"));
    }

    private int[] indices(JsonParser parser) {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw InvalidInputException.field("indices", "must be an array of positions within the split");
        }
        IntStream.Builder collected = IntStream.builder();
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            limits.items(++count, config);
            if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT) || parser.getNumberType() != JsonParser.NumberType.INT) {
                throw InvalidInputException.field(JsonPath.of(parser), "must be a position within the split");
            }
            collected.add(parser.getIntValue());
        }
        return collected.build().toArray();
    }

    /** Which field gives the items. */
    String field() {
        return items == null ? "indices" : "items";
    }

    /** What the whole body holds. */
    Tensor items(DatasetItems datasets) {
        boolean refers = dataset != null || split != null || indices != null;
        if (items != null && refers) {
            throw InvalidInputException.field("items", "must not stand beside dataset, split or indices");
        }
        if (items != null) {
            return items;
        }
        if (!refers) {
            throw RequestReader.noInput();
        }
        if (dataset == null || indices == null) {
            throw InvalidInputException.field(
                    dataset == null ? "dataset" : "indices", "is missing: dataset and indices go together");
        }
        return datasets.read(new Reference(dataset, split == null ? Split.TEST : split, indices), config);
    }
}
