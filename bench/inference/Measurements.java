import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What was measured, in a file of one line each, so that rows can be measured anew one by one. */
final class Measurements {

    private final Path file;

    Measurements(Path file) {
        this.file = file;
    }

    /**
     * One measurement.
     *
     * @param row of the table
     * @param side {@code ours}, {@code forward}, {@code overload}, or the peer's path
     * @param clients at once; 0 if arrivals were open
     * @param perSecond requests that were answered with 200
     * @param median of their latencies, in milliseconds
     * @param p99 of their latencies
     * @param cpu milliseconds of processor time a request of the server
     * @param refused a second, with 429
     * @param refusedP99 latency of refusals
     * @param wrong answers that are neither, or refusals without Retry-After
     */
    record Line(
            String row,
            String side,
            int clients,
            double perSecond,
            double median,
            double p99,
            double cpu,
            double refused,
            double refusedP99,
            long wrong) {

        String text() {
            return String.format(
                    Locale.ROOT, "%s,%s,%d,%.3f,%.4f,%.4f,%.4f,%.2f,%.3f,%d", row, side, clients, perSecond, median, p99, cpu,
                    refused, refusedP99, wrong);
        }

        static Line of(String text) {
            String[] f = text.split(",");
            return new Line(f[0], f[1], Integer.parseInt(f[2]), number(f[3]), number(f[4]), number(f[5]), number(f[6]),
                    number(f[7]), number(f[8]), Long.parseLong(f[9]));
        }

        private static double number(String text) {
            return Double.parseDouble(text);
        }
    }

    void add(Row row, String side, int clients, Load.Seen seen) throws IOException {
        add(new Line(
                row.name(), side, clients, seen.perSecond(), seen.percentile(200, .5), seen.percentile(200, .99),
                seen.cpuMilliseconds(), seen.count(429) / seen.seconds(), seen.percentile(429, .99),
                seen.bare() + seen.count() - seen.count(200) - seen.count(429)));
    }

    /** The line of {@code Forward}. */
    void add(Row row, String forward) throws IOException {
        String[] words = forward.split(" ");
        add(new Line(row.name(), "forward", 0, Double.parseDouble(words[0]), 0, 0, Double.parseDouble(words[1]), 0, 0, 0));
    }

    private void add(Line line) throws IOException {
        System.out.println(line.text());
        append(line.text());
    }

    /** Keeps a fact by a name. */
    void note(String name, String fact) throws IOException {
        List<String> kept = new ArrayList<>(all());
        kept.removeIf(line -> line.startsWith("#" + name + " "));
        kept.add("#" + name + " " + fact);
        Files.write(file, kept);
    }

    String noted(String name) throws IOException {
        return all().stream()
                .filter(line -> line.startsWith("#" + name + " "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("unknown");
    }

    void forget(String row) throws IOException {
        Files.write(file, all().stream().filter(line -> !line.startsWith(row + ",")).toList());
    }

    private void append(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<String> all() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    List<Line> of(String row, String side, int clients) throws IOException {
        return all().stream()
                .filter(line -> !line.startsWith("#"))
                .map(Line::of)
                .filter(line -> line.row().equals(row) && line.side().equals(side) && line.clients() == clients)
                .toList();
    }

    static double median(List<Line> lines, ToDoubleFunction<Line> figure) {
        double[] sorted = lines.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Requests a second with as many clients as the server can use. */
    double capacity(String row) throws IOException {
        return median(of(row, "ours", 8), Line::perSecond);
    }
}
