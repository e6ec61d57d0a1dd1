package io.latentry.inspection;

import io.latentry.core.error.InvalidInputException;

/** How weights are shown. */
enum WeightView {
    IMAGES,
    HISTOGRAM;

    static WeightView of(String label) {
        return switch (label) {
            case "images" -> IMAGES;
            case "histogram" -> HISTOGRAM;
            default -> throw InvalidInputException.field("view", "must be images or histogram");
        };
    }
}
