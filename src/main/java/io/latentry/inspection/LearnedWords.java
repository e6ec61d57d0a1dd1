package io.latentry.inspection;

import java.util.Locale;

/**
 * The words for what a layer has learned.
 *
 * @param title of a picture of it
 * @param one of its numbers
 */
record LearnedWords(String title, String one) {

    private static final String WEIGHT = "weight";

    /** Weights are called so; what has a name of its own, such as components, by that. */
    static LearnedWords of(String model, String layer, String array) {
        return array.equals(WEIGHT)
                ? new LearnedWords("Weights of " + model + ", " + layer, WEIGHT)
                : new LearnedWords(capitalised(array) + " of " + model, "value");
    }

    private static String capitalised(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    String signed() {
        return one + " (blue: negative, red: positive)";
    }

    String many() {
        return one + "s";
    }
}
