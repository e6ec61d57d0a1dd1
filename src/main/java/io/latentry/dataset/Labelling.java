package io.latentry.dataset;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the numbers mean that a reader gave to classes as it met them.
 *
 * @param classes names, by final label; empty if items have no labels
 * @param labels the final label of each number that the reader gave
 */
@SuppressWarnings("ArrayRecordComponent") // a lookup table that is never compared
public record Labelling(List<String> classes, int[] labels) {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,9}");

    public Labelling {
        classes = List.copyOf(classes);
    }

    /** Items have no labels. */
    public static Labelling none() {
        return new Labelling(List.of(), new int[0]);
    }

    /** The reader's numbers are the labels. */
    public static Labelling named(List<String> classes) {
        return new Labelling(classes, IntStream.range(0, classes.size()).toArray());
    }

    /** Labels follow the order of the names, by value if all are integers. */
    public static Labelling sorted(Collection<String> met) {
        List<String> names = List.copyOf(met);
        boolean numeric = names.stream().allMatch(name -> INTEGER.matcher(name).matches());
        Comparator<String> order = Comparator.naturalOrder();
        List<String> sorted = names.stream()
                .sorted(
                        numeric
                                ? Comparator.<String>comparingInt(Integer::parseInt)
                                        .thenComparing(order)
                                : order)
                .toList();
        Map<String, Integer> positions = new HashMap<>();
        sorted.forEach(name -> positions.put(name, positions.size()));
        return new Labelling(sorted, names.stream().mapToInt(positions::get).toArray());
    }
}
