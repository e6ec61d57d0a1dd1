import java.util.Collections;
import java.util.List;

/** The same figure of several seeds. */
record Figures(List<Double> values) {

    double median() {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** Median and range, with so many digits after the point. */
    String text(int digits) {
        String number = "%." + digits + "f";
        return (number + " (" + number + "–" + number + ")")
                .formatted(median(), Collections.min(values), Collections.max(values));
    }

    /** A word for whether a goal is reached. */
    static String verdict(boolean reached) {
        return reached ? "yes" : "**no**";
    }
}
