package io.latentry.exchange;

import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;

/** Names places in a JSON body as people write them. */
final class JsonPath {

    private JsonPath() {}

    /** Where the parser stands, such as {@code items[3][17]}. */
    static String of(JsonParser parser) {
        StringBuilder path = new StringBuilder();
        JsonPointer pointer = parser.streamReadContext().pathAsPointer();
        while (!pointer.matches()) {
            if (pointer.mayMatchElement()) {
                path.append('[').append(pointer.getMatchingIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(pointer.getMatchingProperty());
            }
            pointer = Objects.requireNonNull(pointer.tail());
        }
        return path.toString();
    }
}
