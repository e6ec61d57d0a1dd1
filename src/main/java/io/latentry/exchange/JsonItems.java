package io.latentry.exchange;

import static tools.jackson.core.JsonToken.END_ARRAY;
import static tools.jackson.core.JsonToken.START_ARRAY;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the items of a JSON body, number by number, straight into the tensor that the network takes. */
final class JsonItems {

    private final JsonParser parser;
    private final ModelConfig config;
    private final ItemShape shape;
    private final Limits limits;
    private final ItemLayout layout;
    private final FloatCollector values = new FloatCollector();
    private @Nullable String outOfRange;

    JsonItems(JsonParser parser, ModelConfig config, Limits limits) {
        this.parser = parser;
        this.config = config;
        this.limits = limits;
        this.shape = config.shape();
        this.layout = new ItemLayout(shape);
    }

    /**
     * Reads an array of items; the parser stands at its start, and then at its end.
     *
     * @return {@code [items, item…]}
     */
    Tensor read() {
        if (!parser.hasToken(START_ARRAY)) {
            throw wrong("must be an array of items, each of shape " + shape);
        }
        int count = 0;
        while (parser.nextToken() != END_ARRAY) {
            limits.items(++count, config);
            item();
        }
        return values.tensor(shape.batch(count));
    }

    /** Opens as many arrays as the item has at its start; their number tells which layout it is in. */
    private void item() {
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (token == START_ARRAY && depth < layout.maximumRank()) {
            depth++;
            token = parser.nextToken();
        }
        values(depth, token);
    }

    private void values(int rank, JsonToken first) {
        List<Integer> sizes = layout.ofRank(rank).orElseThrow(() -> wrong(layout.expectation()));
        int[] counts = new int[rank];
        Arrays.fill(counts, 0, rank - 1, 1);
        int level = rank;
        JsonToken token = first;
        while (true) {
            if (token == END_ARRAY) {
                complete(counts[level - 1], sizes.get(level - 1));
                if (--level == 0) {
                    checkRange();
                    return;
                }
            } else {
                room(counts[level - 1]++, sizes.get(level - 1));
                level = element(token, level, counts);
            }
            token = parser.nextToken();
        }
    }

    /** Takes a number, or opens the next array; returns how many are open then. */
    private int element(JsonToken token, int level, int[] counts) {
        if (level == counts.length) {
            values.add(number(token));
            return level;
        }
        if (token != START_ARRAY) {
            throw wrong(layout.expectation());
        }
        counts[level] = 0;
        return level + 1;
    }

    private float number(JsonToken token) {
        if (!token.isNumeric()) {
            throw wrong(token == START_ARRAY ? layout.expectation() : "must be a number");
        }
        float value = parser.getFloatValue();
        if (!Float.isFinite(value)) {
            throw wrong("must be a number that a 32-bit float can hold");
        }
        if (shape.isImage() && (value < 0 || value > 1) && outOfRange == null) {
            outOfRange = JsonPath.of(parser);
        }
        return value;
    }

    /** Once the item is whole: of one that is too narrow, too, the width is what to tell first. */
    private void checkRange() {
        if (outOfRange != null) {
            throw InvalidInputException.field(outOfRange, "must be from 0 to 1, as all values of images are");
        }
    }

    private void room(int count, int size) {
        if (count == size) {
            throw wrong("is one too many: " + layout.expectation());
        }
    }

    private void complete(int count, int size) {
        if (count < size) {
            throw wrong("has " + count + " elements instead of " + size + ": " + layout.expectation());
        }
    }

    private InvalidInputException wrong(String message) {
        return InvalidInputException.field(JsonPath.of(parser), message);
    }
}
