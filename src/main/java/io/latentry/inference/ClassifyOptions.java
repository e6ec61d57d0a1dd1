package io.latentry.inference;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.latentry.core.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * How classes are told.
 *
 * @param top the most probable classes to name, at most
 */
record ClassifyOptions(int top) {

    private static final int DEFAULT_TOP = 5;

    @JsonCreator
    static ClassifyOptions of(@Nullable Integer top) {
        if (top != null && top < 1) {
            throw InvalidInputException.field("top", "must be at least 1");
        }
        return new ClassifyOptions(top == null ? DEFAULT_TOP : top);
    }
}
