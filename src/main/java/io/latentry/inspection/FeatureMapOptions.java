package io.latentry.inspection;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.latentry.core.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Which feature maps are shown.
 *
 * @param top channels, the strongest
 */
record FeatureMapOptions(int top) {

    private static final int DEFAULT = 16;
    private static final int MOST = 1024;

    @JsonCreator
    static FeatureMapOptions of(@Nullable Integer top) {
        if (top != null && (top < 1 || top > MOST)) {
            throw InvalidInputException.field("top", "must be an integer from 1 to " + MOST);
        }
        return new FeatureMapOptions(top == null ? DEFAULT : top);
    }
}
