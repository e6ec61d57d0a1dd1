package io.latentry.registry;

import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Preprocessing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Preprocessing as torchvision has it for networks that learned from ImageNet. */
final class PublishedDefaults {

    static final int SIDE = 224;
    static final double CROP = 0.875;
    static final String INTERPOLATION = "bilinear";
    static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
    static final List<Double> STD = List.of(0.229, 0.224, 0.225);

    private static final int MOST_PIXELS = 4096;

    private PublishedDefaults() {}

    /** Whether there are 1 or 3 is told by the weights. */
    private static void checkChannels(String field, List<@Nullable Double> values, double above) {
        boolean right = values.stream().allMatch(value -> value != null && Double.isFinite(value) && value > above);
        if (!right || (values.size() != 1 && values.size() != 3)) {
            throw InvalidInputException.field(
                    field, "must be a number for each channel" + (above == 0 ? ", above 0" : ""));
        }
    }

    /**
     * A preprocessing by the publishers' words.
     *
     * @param input {@code [channels, height, width]}
     * @param crop share of the shorter side that is left after the middle is cut out
     */
    static Preprocessing preprocessing(
            List<Integer> input, double crop, String interpolation, List<Double> mean, List<Double> std) {
        checkChannels("mean", mean, Double.NEGATIVE_INFINITY);
        checkChannels("std", std, 0);
        if (!(crop > 0.1 && crop <= 1)) {
            throw InvalidInputException.field("crop", "must be a share above 0.1 and at most 1");
        }
        int height = input.get(1);
        int width = input.get(2);
        int smaller = Math.min(height, width);
        if (smaller < 1 || Math.max(height, width) > MOST_PIXELS) {
            throw InvalidInputException.field("size", "must be from 1 to " + MOST_PIXELS + " pixels");
        }
        return new Preprocessing(input.get(0), height, width, (int) (smaller / crop), interpolation, mean, std);
    }
}
