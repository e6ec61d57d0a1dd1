import java.util.ArrayList;
import java.util.List;

/** What a process had in memory in the course of a phase, and the straight line through the last four fifths of it. */
final class Series {

    private static final double WARM_UP = 0.2;
    private static final double MOST_GROWTH = 0.05;

    final String phase;
    final String process;
    /** Megabytes of live objects after a fifth of the phase and at its end. */
    final List<Double> heaps = new ArrayList<>();

    private final List<Point> points = new ArrayList<>();

    Series(String phase, String process) {
        this.phase = phase;
        this.process = process;
    }

    /** Seconds since the phase began, and megabytes. */
    record Point(double seconds, double megabytes) {}

    /** From where to where the line goes. */
    record Line(Point from, Point to) {

        /** Of what there was at its beginning. */
        double growth() {
            return to.megabytes / from.megabytes - 1;
        }
    }

    void add(double seconds, double megabytes) {
        points.add(new Point(seconds, megabytes));
    }

    List<Point> points() {
        return points;
    }

    /** Whether the line rises by 5 % at most, and live objects by a fifth and 5 MB. */
    boolean isFlat() {
        return line().growth() <= MOST_GROWTH && heaps.get(1) <= 1.2 * heaps.get(0) + 5;
    }

    /** Those that the line goes through. */
    List<Point> warm() {
        return points.subList((int) (WARM_UP * points.size()), points.size());
    }

    /** The line of least squares. */
    Line line() {
        List<Point> warm = warm();
        if (warm.size() < 10) {
            throw new IllegalStateException("Only " + warm.size() + " samples of " + process + " in " + phase);
        }
        double t = warm.stream().mapToDouble(Point::seconds).average().orElseThrow();
        double m = warm.stream().mapToDouble(Point::megabytes).average().orElseThrow();
        double products = warm.stream().mapToDouble(p -> (p.seconds - t) * (p.megabytes - m)).sum();
        double squares = warm.stream().mapToDouble(p -> (p.seconds - t) * (p.seconds - t)).sum();
        double slope = products / squares;
        double from = warm.get(0).seconds;
        double to = warm.get(warm.size() - 1).seconds;
        return new Line(new Point(from, m + slope * (from - t)), new Point(to, m + slope * (to - t)));
    }
}
