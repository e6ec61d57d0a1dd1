package io.latentry.evaluation.protocol;

import java.util.Comparator;
import java.util.Locale;

/**
 * What a figure says.
 *
 * @param name as JSON and CSV write it, such as {@code probeAccuracy}
 * @param title as people read it, with its unit
 * @param better which figures are the better ones
 * @param decimals with which it is shown
 */
public record Measure(String name, String title, Better better, int decimals) {

    /** Which figures are the better ones. */
    public enum Better {
        HIGHER,
        LOWER,
        NEITHER;

        /** As JSON writes it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** By its {@link #label}. */
        public static Better of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }

        /** The best first, and the greatest where none is better. */
        public Comparator<Double> bestFirst() {
            return this == LOWER ? Comparator.naturalOrder() : Comparator.reverseOrder();
        }
    }

    static Measure accuracy(String name, String title) {
        return new Measure(name, title, Better.HIGHER, 4);
    }

    static Measure decibels(String name, String title) {
        return new Measure(name, title, Better.HIGHER, 2);
    }

    static Measure error(String name, String title) {
        return new Measure(name, title, Better.LOWER, 5);
    }

    static Measure nats(String name, String title) {
        return new Measure(name, title, Better.LOWER, 2);
    }
}
