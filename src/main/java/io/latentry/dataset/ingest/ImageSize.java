package io.latentry.dataset.ingest;

import io.latentry.core.error.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of an image in pixels. */
record ImageSize(int height, int width) {

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})");

    /** Reads {@code 28x28}, height before width. */
    static ImageSize parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw InvalidInputException.field("size", "must be height and width, such as 28x28");
        }
        return new ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
}
