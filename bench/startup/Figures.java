import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was measured, by its name. */
final class Figures {

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    void add(String name, double value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    Set<String> names() {
        return values.keySet();
    }

    int count(String name) {
        return values.get(name).size();
    }

    double median(String name) {
        List<Double> sorted = values.get(name).stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** As median and range. */
    String text(String name) {
        List<Double> sorted = values.get(name).stream().sorted().toList();
        return "%s (%s to %s)".formatted(
                number(name, median(name)), number(name, sorted.get(0)), number(name, sorted.get(sorted.size() - 1)));
    }

    String last() {
        return values.entrySet().stream()
                .map(entry -> number(entry.getKey(), entry.getValue().get(entry.getValue().size() - 1)) + " " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String number(String name, double value) {
        return String.format(Locale.ROOT, name.endsWith("ms") ? "%.1f" : "%.2f", value);
    }
}
